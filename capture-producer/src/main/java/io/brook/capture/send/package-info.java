/** Packets into batches of one flow, and batches into the topic {@code packets}. */
package io.brook.capture.send;

/** The capture node: reads packets and publishes them, keyed by flow. */
package io.brook.capture;

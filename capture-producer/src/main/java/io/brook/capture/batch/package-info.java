/** Packets into batches of one flow: who belongs together, in what order batches leave, and how far they have come. Knows no Kafka. */
package io.brook.capture.batch;

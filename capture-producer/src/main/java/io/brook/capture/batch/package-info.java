/** Packets into batches of one flow: fragments, related flows, the order of batches, progress and rhythm. Knows no Kafka. */
package io.brook.capture.batch;

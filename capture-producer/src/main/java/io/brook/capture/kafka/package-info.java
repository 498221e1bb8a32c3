/** Records into the topic {@code packets}: in transactions, or through a bounded buffer when traffic does not wait. */
package io.brook.capture.kafka;

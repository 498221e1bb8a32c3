package io.brook.capture.batch;

/** Takes records for the topic {@code packets}. */
public interface RecordSink {
    /** The number of the topic's partitions; it stays the same. */
    int partitions();

    /**
     * Takes a record, after all that were given before it for the same partition.
     *
     * @param value a {@link io.brook.schemas.packet.PacketBatch}, {@link io.brook.schemas.record.Rhythm} or
     *     {@link io.brook.schemas.record.Progress}; it is encoded before this returns, so that its arrays may be used again
     */
    void send(int partition, byte[] key, Object value);
}

package io.brook.capture.kafka;

/**
 * A record of the topic packets that waits to be sent.
 *
 * @param value in Avro's encoding
 * @param span what it covers of its sensor's time, and how many packets are lost with it
 */
record Waiting(int partition, byte[] key, byte[] value, PacketSpan span) {
    private static final int OVERHEAD = 64;

    /** The memory that it takes, in bytes. */
    int size() {
        return OVERHEAD + key.length + value.length;
    }
}

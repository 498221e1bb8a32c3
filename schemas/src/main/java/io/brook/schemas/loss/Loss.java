package io.brook.schemas.loss;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that are gone before they were read.
 *
 * @param from the offset that was to be read next
 * @param to the first offset that is still there; the same as {@code from} when nothing is missing
 * @param first whether the reader had no position yet: what is missing was there before its first start, unless it knows better
 */
public record Loss(TopicPartition partition, long from, long to, boolean first) {
    /** How many offsets are gone. That is at most how many records: the markers that end transactions take offsets too. */
    public long records() {
        return to - from;
    }

    boolean isEmpty() {
        return to <= from;
    }

    /** What is left of it behind an offset up to which the reader had come before; negative when it had not. */
    Loss behind(long offset) {
        return offset < 0 ? this : new Loss(partition, Math.max(from, offset), to, false);
    }
}

package io.brook.schemas.loss;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that were removed before they were read.
 *
 * @param from the offset that was to be read next
 * @param to the first offset that still exists; the same as {@code from} when nothing is missing
 * @param first whether the reader had no position yet: the missing records are older than its first start, unless it knows better
 */
public record Loss(TopicPartition partition, long from, long to, boolean first) {
    /** How many offsets are gone: an upper bound of the records, because the markers that end transactions have offsets, too. */
    public long records() {
        return to - from;
    }

    boolean isEmpty() {
        return to <= from;
    }

    /** The part of it after an offset that the reader had reached before; negative when it had reached none. */
    Loss behind(long offset) {
        return offset < 0 ? this : new Loss(partition, Math.max(from, offset), to, false);
    }
}

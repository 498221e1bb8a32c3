package io.brook.schemas.topic;

import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.SubjectKey;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** The partitions of records in topics with a {@link SubjectKey}. Its method serves as Kafka Streams' {@code StreamPartitioner}. */
public final class SubjectPartitioning {
    private SubjectPartitioning() {}

    /** One subject to one partition; {@link Progress} and {@link Rhythm} to all of them. */
    public static Optional<Set<Integer>> partitions(
            String topic, SubjectKey key, SpecificRecord value, int numPartitions) {
        if (value instanceof Progress || value instanceof Rhythm) {
            return Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toSet()));
        }
        return Optional.of(Set.of(partition(key, numPartitions)));
    }

    /** The partition of a subject, from 0. */
    public static int partition(SubjectKey key, int numPartitions) {
        int hash = 31 * key.getSensor().hashCode() + key.getSubject().hashCode();
        return Math.floorMod(hash ^ hash >>> 16, numPartitions);
    }
}

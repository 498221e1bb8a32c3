package io.brook.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.packet.PacketBatchCodec;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.serde.RecordSerde;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @BeforeAll
    static void trustRecords() {
        // Avro makes no records of classes that it was not told to trust, which the serde does.
        RecordSerde.of(SpecificRecord.class);
    }

    @Test
    void theCatalogueIsComplete() throws IllegalAccessException {
        for (var field : Topics.class.getDeclaredFields()) {
            if (field.getType() == Topic.class && Modifier.isPublic(field.getModifiers())) {
                assertThat(Topics.all()).contains((Topic) field.get(null));
            }
        }
        for (LogStream stream : LogStream.ALL) {
            assertThat(Topics.all()).contains(Topics.log(stream));
        }
        assertThat(Topics.all()).hasSize(17 + LogStream.ALL.size()).doesNotHaveDuplicates();
        assertThat(Topics.all().stream().map(Topic::name)).doesNotHaveDuplicates();
    }

    @Test
    void namesAreLegalInKafkaAndDistinctInItsMetrics() {
        for (Topic topic : Topics.all()) {
            assertThat(topic.name()).matches("[a-z0-9._-]{1,249}");
        }
        // Kafka's metrics turn dots into underscores.
        assertThat(Topics.all().stream().map(topic -> topic.name().replace('.', '_')))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyTopicSaysWhatItHolds() {
        for (Topic topic : Topics.all()) {
            assertThat(topic.about()).as(topic.name()).matches("[A-Z].*\\.");
            assertThat(topic.keyedBy()).as(topic.name()).isNotBlank();
            // Dead letters may be anything at all.
            assertThat(topic.values().isEmpty()).as(topic.name()).isEqualTo(topic.equals(Topics.DEAD_LETTERS));
        }
        assertThat(Topics.PACKETS.values())
                .containsExactly(
                        PacketBatchCodec.SCHEMA.getFullName(),
                        Rhythm.SCHEMA$.getFullName(),
                        Progress.SCHEMA$.getFullName(),
                        TapProgress.SCHEMA$.getFullName());
    }

    @Test
    void onlyWhatIsKnownSwitchedOrToldLastIsCompacted() {
        assertThat(Topics.all().stream().filter(Topic::compacted))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Topics.tables().stream(),
                                Stream.of(
                                        Topics.CAPTURE_PROGRESS,
                                        Topics.PROGRESS,
                                        Topics.STATUS,
                                        Topics.REPLAYS,
                                        Topics.BLOCK))
                        .toList());
        // A progress has no subject, so that compaction would keep only the last one's.
        assertThat(Topics.known())
                .allSatisfy(topic -> assertThat(topic.values()).doesNotContain(Progress.SCHEMA$.getFullName()));
    }

    @Test
    void everyObservationHasATopicThatSaysWhatIsKnown() {
        for (LogStream stream : LogStream.ALL) {
            SpecificRecord line = (SpecificRecord) SpecificData.get().newRecord(null, stream.schema());
            if (Topics.OBSERVATIONS.holds(line)) {
                assertThat(Topics.known(line).name()).isEqualTo(stream.path().replace('_', '-'));
            }
        }
        // Progress and rhythm are of the sensor, and no observations.
        assertThat(Topics.known()).hasSize(Topics.OBSERVATIONS.values().size() - 2);
        assertThatThrownBy(() -> Topics.known(new ConnLog())).hasMessageContaining("not an observation");
    }

    @Test
    void logTopicsAreNamedLikeZeeksLogs() {
        assertThat(LogStream.ALL.stream().map(stream -> Topics.log(stream).name()))
                .contains("log.conn", "log.known_hosts", "log.notice")
                .allMatch(name -> name.startsWith(Topics.LOG_PREFIX));
        assertThat(LogStream.ALL).isSortedAccordingTo(Comparator.comparing(LogStream::path));
    }

    @Test
    void aLineKnowsItsStream() {
        KnownHostsLog line = new KnownHostsLog(new LogMeta("s", 5L), 4L, "10.0.0.1");
        assertThat(LogStream.of(line).path()).isEqualTo("known_hosts");
        assertThat(LogStream.of(line).schema()).isEqualTo(line.getSchema());
        assertThat(LogStream.meta(line).getWritten()).isEqualTo(5);
        assertThat(LogStream.of(new ConnLog()).path()).isEqualTo("conn");
    }

    @Test
    void aSubjectAlwaysGoesToTheSamePartition() {
        KnownHostsLog seen = new KnownHostsLog(new LogMeta("s", 1L), 1L, "10.0.0.1");
        for (int partitions = 1; partitions <= 64; partitions++) {
            int partition = SubjectPartitioning.partition(new SubjectKey("s", "10.0.0.1"), partitions);
            assertThat(partition).isBetween(0, partitions - 1);
            assertThat(SubjectPartitioning.partitions("t", new SubjectKey("s", "10.0.0.1"), seen, partitions))
                    .contains(Set.of(partition));
        }
    }

    @Test
    void whatIsOfASensorGoesToEveryPartition() {
        Progress progress = new Progress("s", "analysis", 0, 1, 5L, false);
        assertThat(SubjectPartitioning.partitions("t", new SubjectKey("s", "x"), progress, 3))
                .contains(Set.of(0, 1, 2));
        Rhythm rhythm = new Rhythm("s", 0L, List.of(), List.of());
        assertThat(SubjectPartitioning.partitions("t", new SubjectKey("s", "x"), rhythm, 3))
                .contains(Set.of(0, 1, 2));
    }

    @Test
    void subjectsSpreadOverThePartitions() {
        int[] load = new int[12];
        for (int host = 0; host < 12_000; host++) {
            String address = "10.0." + host / 256 + '.' + host % 256;
            load[SubjectPartitioning.partition(new SubjectKey("sensor", address), load.length)]++;
        }
        assertThat(Arrays.stream(load)).as(Arrays.toString(load)).allMatch(n -> n > 700 && n < 1300);
        List<Integer> sensors = IntStream.range(0, 50)
                .mapToObj(i -> SubjectPartitioning.partition(new SubjectKey("sensor" + i, "10.0.0.1"), 12))
                .toList();
        assertThat(new HashSet<>(sensors)).hasSizeGreaterThan(6);
    }
}

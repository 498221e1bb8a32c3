package io.brook.deploy.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.node.StreamNode;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.ReporterLog;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stage behind the workers loses of its topic, the ends of sensors among it. */
@Timeout(600)
class StageLossTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @ParameterizedTest
    @CsvSource({"ANALYSIS, evidence, DETECTION", "STATE, observations, STATE", "NOTICE, notices, NOTICE"})
    void aStageSaysOnceWhatItLostAndPassesOnEndsThatWereAmongIt(Application application, String topic, Stage stage)
            throws Exception {
        try (Site site = Site.start(GroupProtocol.CLASSIC)) {
            try (StreamNode node = site.start(application)) {
                end(site, stage, topic, "before", 100);
                site.await(() -> ended(site, stage, "before").equals(Set.of(0, 1, 2, 3)));
                assertThat(node.losses().losses()).isEmpty();
            }
            end(site, stage, topic, "while", 200);
            site.expire(topic, 0, 2, 3);
            try (StreamNode node = site.start(application)) {
                end(site, stage, topic, "after", 300);
                site.await(() -> ended(site, stage, "while").equals(Set.of(0, 1, 2, 3))
                        && ended(site, stage, "after").equals(Set.of(0, 1, 2, 3)));
                assertThat(node.losses().losses()).isEqualTo(Map.of(topic, 3L));
            }
            try (StreamNode node = site.start(application)) {
                end(site, stage, topic, "last", 400);
                site.await(() -> ended(site, stage, "last").equals(Set.of(0, 1, 2, 3)));
                assertThat(node.losses().losses()).isEmpty();
            }
            assertThat(site.said()).hasSize(3);
            assertThat(reported(site))
                    .extracting(ReporterLog::getLocation)
                    .containsExactlyInAnyOrder(topic + "-0", topic + "-2", topic + "-3");
            assertThat(reported(site)).allSatisfy(line -> {
                assertThat(line.getMessage())
                        .contains("sensor before at 1970-01-01T00:01:40Z")
                        .contains("sensor after at 1970-01-01T00:05:00Z");
                assertThat(line.getTs()).isEqualTo(300 * SECOND);
            });
            // Each is passed on once.
            assertThat(site.progress().stream().filter(each -> each.getStage().equals(stage.label())))
                    .hasSize(4 * Site.PARTITIONS);
        }
    }

    /** Says that a sensor has ended, as all tasks of the stage before do. */
    private static void end(Site site, Stage stage, String topic, String sensor, long seconds) throws Exception {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(site.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int origin = 0; origin < Site.PARTITIONS; origin++) {
                Progress end =
                        new Progress(sensor, stage.before().label(), origin, Site.PARTITIONS, seconds * SECOND, true);
                byte[] key = RecordSerde.of(SubjectKey.class).serializer().serialize("", Stage.key(end));
                byte[] value = RecordSerde.of(Progress.class).serializer().serialize("", end);
                for (int partition = 0; partition < Site.PARTITIONS; partition++) {
                    producer.send(new ProducerRecord<>(topic, partition, key, value));
                }
                producer.send(new ProducerRecord<>(Topics.PROGRESS.name(), key, value));
            }
        }
    }

    /** Which tasks of a stage have said that a sensor has ended. */
    private static Set<Integer> ended(Site site, Stage stage, String sensor) {
        return site.progress().stream()
                .filter(each -> each.getStage().equals(stage.label()))
                .filter(each -> each.getSensor().equals(sensor) && each.getEnd())
                .map(Progress::getOrigin)
                .collect(Collectors.toSet());
    }

    private static List<ReporterLog> reported(Site site) {
        return site.records(Topics.log(LogStream.of(new ReporterLog())).name(), 1).stream()
                .map(record -> RecordSerde.of(ReporterLog.class).deserializer().deserialize("", record.value()))
                .toList();
    }
}

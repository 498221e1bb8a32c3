package io.brook.deploy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final TopicPartition FIRST = new TopicPartition(Topics.PACKETS.name(), 0);

    @TempDir
    private Path directory;

    @Test
    void keepsRecordsAndTopicsOverARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.at(directory)) {
            broker.start();
            assertThat(topics(broker, 3)).hasSameSizeAs(Topics.all()).containsEntry(Topics.PACKETS.name(), 3);
            write(broker, "before");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.at(directory)) {
            broker.start();
            assertThat(topics(broker, 5)).containsEntry(Topics.PACKETS.name(), 3);
            write(broker, "after");
            assertThat(read(broker, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void takesItsTemporaryDataAway() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.temporary();
        Path data = broker.directory();
        try (broker) {
            broker.start();
            assertThat(data).isNotEmptyDirectory();
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void createsEveryTopicOnceHoweverOftenItIsAsked() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            broker.start();
            Map<String, Integer> first = topics(broker, 2);
            assertThat(topics(broker, 2)).isEqualTo(first);
            assertThat(first.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            Topics.all().stream().map(Topic::name).toList());
            assertThat(first)
                    .containsEntry(Topics.KNOWN_HOSTS.name(), 2)
                    .containsEntry(Topics.PROGRESS.name(), 1)
                    .containsEntry("log.conn", 1);
        }
    }

    private static Map<String, Integer> topics(EmbeddedBroker broker, int partitions) throws Exception {
        try (Admin admin = Admin.create(broker.clientConfig())) {
            return TopicSetup.ensure(admin, TopicPlan.keepingAll(partitions), Replication.over(1));
        }
    }

    private static void write(EmbeddedBroker broker, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(broker.clientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(FIRST.topic(), FIRST.partition(), null, bytes))
                    .get();
        }
    }

    private static List<String> read(EmbeddedBroker broker, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(broker.clientConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(FIRST));
            consumer.seekToBeginning(List.of(FIRST));
            List<String> values = new ArrayList<>();
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
            return values;
        }
    }
}

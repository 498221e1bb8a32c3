package io.brook.deploy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.Retention;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What the embedded broker keeps of a run without end. */
class RetentionTest {
    private static final int MIB = 1 << 20;
    private static final TopicPartition FIRST = new TopicPartition(Topics.PACKETS.name(), 0);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void oldPacketsGo() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            broker.start();
            try (Admin admin = Admin.create(broker.clientConfig())) {
                TopicPlan plan = new TopicPlan(2, new Retention(0, 4 * MIB), Retention.UNLIMITED);
                TopicSetup.ensure(admin, plan, Replication.over(1));
                write(broker, 10);
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (first(admin) < 6 && System.nanoTime() < end) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                // At most what is to be kept, and a segment.
                assertThat(first(admin)).isBetween(6L, 9L);
            }
        }
    }

    private static long first(Admin admin) throws Exception {
        return admin.listOffsets(Map.of(FIRST, OffsetSpec.earliest()))
                .partitionResult(FIRST)
                .get()
                .offset();
    }

    /** Records of nearly a segment each. */
    private static void write(EmbeddedBroker broker, int count) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(broker.clientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(Topics.PACKETS.name(), 0, null, new byte[MIB - 10_000]))
                        .get();
            }
        }
    }
}

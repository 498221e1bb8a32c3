package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a task has saved cannot be read: a worker says so, and what to do, rather than go on without it. */
class UnreadableStateTest {
    private static final String CONNECTIONS = "brook-analysis-flows-changelog";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void aWorkerEndsWithALineThatSaysWhatToDo() throws Exception {
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory)) {
            cluster.worker().end();
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(brokers.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(CONNECTIONS, 0, key("sensor"), new byte[] {1, 2, 3}))
                        .get();
            }
            ChildProcess worker = cluster.begin("worker", "-C");
            assertThat(worker.awaitEnd()).as(worker.text()).isEqualTo(1);
            assertThat(worker.text())
                    .contains("the saved state of a task cannot be read")
                    .contains("docs/operations.md")
                    .doesNotContain("\tat ");
        }
    }

    /** The sensor, its length before it; the name of a piece; the number of its record. */
    private static byte[] key(String sensor) {
        byte[] name = sensor.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + name.length + 1 + Integer.BYTES)
                .putInt(name.length)
                .put(name)
                .put((byte) 0)
                .putInt(0)
                .array();
    }
}

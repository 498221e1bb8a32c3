package io.brook.deploy.loss;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.node.StreamNode;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.packet.PacketBatch;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.testing.PacketBuilder;
import io.brook.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Packets that expire in front of a worker that runs, in the middle of a connection. */
@Timeout(600)
class RunningLossTest {
    private static final String PACKETS = Topics.PACKETS.name();
    private static final int PARTITION = 2;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long START = 1_000_000_000 * SECOND;
    private static final int SIZE = 1000;

    @TempDir
    private Path directory;

    private int sent;

    @Test
    void aConnectionThatIsCutGoesOnWithAGap() throws Exception {
        try (Site site = Site.start(GroupProtocol.CLASSIC);
                Producer<byte[], byte[]> producer = producer(site)) {
            site.run(Application.STATE);
            site.run(Application.NOTICE);
            producer.initTransactions();
            try (StreamNode worker = site.start(Application.ANALYSIS)) {
                producer.beginTransaction();
                send(producer, client(SYN, 99, 0, 0), server(SYN | ACK, 499, 100, 0), client(ACK, 100, 500, 0));
                send(producer, client(ACK, 100, 500, SIZE), server(ACK, 500, 100 + SIZE, 0));
                tell(producer, START + 4 * SECOND, false);
                producer.commitTransaction();
                site.await(() -> site.progress().stream().anyMatch(each -> each.getOrigin() == PARTITION));
                // As long as the transaction is open, the worker stands before it.
                producer.beginTransaction();
                send(producer, client(ACK, 100 + SIZE, 500, SIZE));
                send(producer, client(ACK, 100 + 2 * SIZE, 500, SIZE), server(ACK, 500, 100 + 3 * SIZE, 0));
                producer.flush();
                site.expire(PACKETS, PARTITION);
                send(producer, client(ACK, 100 + 3 * SIZE, 500, SIZE), server(ACK, 500, 100 + 4 * SIZE, 0));
                send(producer, client(FIN | ACK, 100 + 4 * SIZE, 500, 0), server(FIN | ACK, 500, 101 + 4 * SIZE, 0));
                send(producer, client(ACK, 101 + 4 * SIZE, 501, 0));
                tell(producer, START + sent * SECOND, true);
                producer.commitTransaction();
                site.write(directory, "cut");
                assertThat(worker.losses().losses()).isEqualTo(Map.of(PACKETS, 1L));
                assertThat(worker.losses().records().get(PACKETS)).isBetween(3L, 4L);
            }
            assertThat(site.said()).hasSize(1);
        }
        List<Map<String, String>> connections = Logs.lines(directory.resolve("conn.log"));
        assertThat(connections).hasSize(1);
        assertThat(connections.get(0))
                .containsEntry("conn_state", "SF")
                .containsEntry("orig_bytes", Integer.toString(4 * SIZE))
                .containsEntry("missed_bytes", Integer.toString(2 * SIZE))
                .containsEntry("history", "ShADaGFf");
        assertThat(Logs.lines(directory.resolve("reporter.log")))
                .extracting(line -> line.get("message"))
                .singleElement()
                .asString()
                .contains(
                        "before them: sensor cut at 2001-09-09T01:46:44Z",
                        "after them: sensor cut at 2001-09-09T01:46:48Z");
    }

    private static Producer<byte[], byte[]> producer(Site site) {
        Map<String, Object> settings = new HashMap<>(site.client());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] client(int flags, long sequence, long acknowledgment, int length) {
        return packet(PacketBuilder.tcp("10.0.0.1", 1024, "10.0.0.2", 9999), flags, sequence, acknowledgment, length);
    }

    private static byte[] server(int flags, long sequence, long acknowledgment, int length) {
        return packet(PacketBuilder.tcp("10.0.0.2", 9999, "10.0.0.1", 1024), flags, sequence, acknowledgment, length);
    }

    private static byte[] packet(PacketBuilder packet, int flags, long sequence, long acknowledgment, int length) {
        return packet.flags(flags)
                .sequence(sequence)
                .acknowledgment(acknowledgment)
                .payload(length)
                .ip();
    }

    /** Each packet is a record, one second after the one before. */
    private void send(Producer<byte[], byte[]> producer, byte[]... packets) {
        for (byte[] packet : packets) {
            int[] length = {packet.length};
            long[] time = {START + sent++ * SECOND};
            PacketBatch batch = new PacketBatch("cut", LinkType.RAW, time, length, length, 1, packet, packet.length);
            put(producer, batch);
        }
    }

    private static void put(Producer<byte[], byte[]> producer, Object value) {
        byte[] encoded = RecordSerde.of(Object.class).serializer().serialize(PACKETS, value);
        producer.send(new ProducerRecord<>(PACKETS, PARTITION, "cut".getBytes(StandardCharsets.UTF_8), encoded));
    }

    private static void tell(Producer<byte[], byte[]> producer, long time, boolean end) {
        for (int i = 0; i < Site.PARTITIONS; i++) {
            Progress progress = new Progress("cut", Stage.CAPTURE.label(), i, Site.PARTITIONS, time, end);
            byte[] value = RecordSerde.of(Object.class).serializer().serialize(PACKETS, progress);
            producer.send(new ProducerRecord<>(PACKETS, i, "cut".getBytes(StandardCharsets.UTF_8), value));
        }
    }
}

package io.brook.analysis.engine;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.SYN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.ConnLongLog;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.record.Finding;
import io.brook.schemas.testing.PacketBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Connections that are reported while they are open. */
class OpenConnectionsTest {
    private static final WorkerLimits LIMITS = new WorkerLimits(1_000_000, 1 << 26);

    private final RecordingEmitter out = new RecordingEmitter();
    private final AnalysisEngine engine = new AnalysisEngine("s", false, LocalNetworks.PRIVATE, LIMITS, out);

    @Test
    void aConnectionIsReportedOnceForEachDuration() {
        engine.reportLongConnections(seconds(600), seconds(1_800));
        talkAt(0);
        // Before, at and after each duration.
        serverAt(250, 500, 599.9, 600, 850, 1_100, 1_350, 1_600, 1_799, 1_800.5, 2_000);
        assertThat(longOnes())
                .extracting(line -> line.getMeta().getWritten(), ConnLongLog::getDuration, ConnLongLog::getConnState)
                .containsExactly(
                        tuple(Wire.START + seconds(600), seconds(600), "S1"),
                        tuple(Wire.START + seconds(1_800.5), seconds(1_800.5), "S1"));
        assertThat(out.reports(Finding.class))
                .extracting(Finding::getNote, Finding::getMsg, Finding::getSub, Finding::getUid)
                .containsExactly(
                        tuple(
                                "LongConnection::found",
                                "10.0.0.1 -> 10.0.0.2:9/tcp remained alive for longer than 10m0s",
                                "600.00",
                                longOnes().get(0).getUid()),
                        tuple(
                                "LongConnection::found",
                                "10.0.0.1 -> 10.0.0.2:9/tcp remained alive for longer than 30m0s",
                                "1800.50",
                                longOnes().get(0).getUid()));
        assertThat(out.lines(ConnLog.class)).isEmpty();
    }

    @Test
    void oneThatPassesSeveralDurationsInSilenceIsReportedOnce() {
        engine.reportLongConnections(seconds(60), seconds(120));
        talkAt(0);
        serverAt(200);
        assertThat(longOnes()).hasSize(1);
    }

    @Test
    void datagramsCount() {
        engine.reportLongConnections(seconds(100));
        for (int second = 0; second <= 120; second += 20) {
            send(PacketBuilder.udp("10.0.0.1", 40_000, "10.0.0.2", 9), seconds(second));
        }
        assertThat(longOnes()).singleElement().satisfies(line -> {
            assertThat(line.getProto()).isEqualTo("udp");
            assertThat(line.getDuration()).isEqualTo(seconds(100));
        });
    }

    @Test
    void connectionsThatEndBeforeAreNotReported() {
        engine.reportLongConnections(seconds(600));
        talkAt(0);
        serverAt(250, 500, 599);
        engine.end(Wire.START + seconds(6_000));
        assertThat(longOnes()).isEmpty();
        assertThat(out.reports(Finding.class)).isEmpty();
        assertThat(out.lines(ConnLog.class)).hasSize(1);
    }

    @Test
    void nothingIsReportedUnlessWanted() {
        talkAt(0);
        serverAt(250, 500, 750);
        assertThat(longOnes()).isEmpty();
    }

    @Test
    void theColumnsAreThoseOfConnLog() {
        assertThat(columns(ConnLongLog.SCHEMA$)).isEqualTo(columns(ConnLog.SCHEMA$));
    }

    private static List<String> columns(Schema schema) {
        return schema.getFields().stream()
                .map(field -> field.name() + ' ' + field.getObjectProps() + ' ' + field.schema())
                .toList();
    }

    private void talkAt(double second) {
        long at = seconds(second);
        PacketBuilder client = PacketBuilder.tcp("10.0.0.1", 40_000, "10.0.0.2", 9);
        send(client.flags(SYN).sequence(0), at);
        server(SYN | ACK, 0, 1, 0, at);
        send(
                PacketBuilder.tcp("10.0.0.1", 40_000, "10.0.0.2", 9)
                        .flags(ACK)
                        .sequence(1)
                        .acknowledgment(1),
                at);
    }

    private void serverAt(double... all) {
        for (double second : all) {
            server(ACK, 1, 1, 1, seconds(second));
        }
    }

    private void server(int flags, long sequence, long acknowledgment, int length, long at) {
        send(
                PacketBuilder.tcp("10.0.0.2", 9, "10.0.0.1", 40_000)
                        .flags(flags)
                        .sequence(sequence)
                        .acknowledgment(acknowledgment)
                        .payload(length),
                at);
    }

    private void send(PacketBuilder packet, long at) {
        byte[] bytes = packet.ip();
        engine.packet(LinkType.RAW, bytes, 0, bytes.length, bytes.length, Wire.START + at);
    }

    private List<ConnLongLog> longOnes() {
        return out.lines(ConnLongLog.class);
    }

    private static long seconds(double seconds) {
        return Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
    }
}

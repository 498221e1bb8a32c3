package io.brook.analysis.record;

import static io.brook.analysis.testing.Wire.MILLISECOND;
import static io.brook.analysis.testing.Wire.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.KnownServicesLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.SoftwareLog;
import io.brook.schemas.subject.Report;
import io.brook.schemas.testing.PacketBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine observes of the site's own hosts. */
class InventoryTest {
    private static final int FINGER = 79;

    private final Wire wire = new Wire(true);

    private static List<KnownServicesLog> services(RecordingEmitter out) {
        return out.reports(KnownServicesLog.class);
    }

    /** A handshake, and somebody asks a question. */
    private void ask(int port) {
        TcpHost[] hosts = TcpHost.pair(wire, 4000, port);
        hosts[0].syn();
        hosts[1].synAck();
        hosts[0].ack();
        wire.send(PacketBuilder.tcp("10.0.0.1", 4000, "10.0.0.2", port)
                .flags(PacketBuilder.ACK)
                .sequence(1001)
                .acknowledgment(5001)
                .payload("alice\r\n".getBytes(StandardCharsets.US_ASCII))
                .ip());
    }

    @Test
    void aServiceIsObservedWhenItsProtocolIsConfirmed() {
        ask(FINGER);
        assertThat(wire.out().reports())
                .filteredOn(report -> report.found() instanceof KnownServicesLog)
                .singleElement()
                .extracting(Report::subject)
                .isEqualTo("10.0.0.2 79/tcp");
        KnownServicesLog line = services(wire.out()).get(0);
        assertThat(line.getHost()).isEqualTo("10.0.0.2");
        assertThat(line.getPortNum()).isEqualTo(FINGER);
        assertThat(line.getPortProto()).isEqualTo("tcp");
        assertThat(line.getService()).containsExactly("FINGER");
        assertThat(line.getTs()).isEqualTo(START + 3 * MILLISECOND);
    }

    @Test
    void aServiceIsObservedOnceForEachConnection() {
        ask(FINGER);
        assertThat(services(wire.end())).hasSize(1);
    }

    @Test
    void aServiceWithoutANameIsObservedWhenItsConnectionIsOver() {
        ask(12345);
        wire.pass(3600).advance();
        KnownServicesLog line = services(wire.end()).get(0);
        assertThat(line.getService()).containsExactly("");
        assertThat(line.getTs()).isEqualTo(LogStream.meta(line).getWritten()).isGreaterThan(START + 3 * MILLISECOND);
    }

    @Test
    void aServiceWithoutANameIsNoNewsWhenTheInputEnds() {
        ask(12345);
        assertThat(services(wire.end())).isEmpty();
    }

    @Test
    void whatNeverAnswersServesNothing() {
        wire.send(PacketBuilder.udp("10.0.0.1", 4000, "10.0.0.2", 4001)
                .payload(10)
                .ip());
        wire.send(PacketBuilder.tcp("10.0.0.1", 4000, "10.0.0.2", 80)
                .flags(PacketBuilder.SYN)
                .ip());
        wire.pass(3600).advance();
        assertThat(services(wire.end())).isEmpty();
    }

    @Test
    void aUdpServerServesOnceItHasAnswered() {
        wire.send(PacketBuilder.udp("10.0.0.1", 4000, "10.0.0.2", 4001)
                .payload(10)
                .ip());
        wire.send(PacketBuilder.udp("10.0.0.2", 4001, "10.0.0.1", 4000)
                .payload(10)
                .ip());
        wire.pass(3600).advance();
        assertThat(services(wire.end())).singleElement().satisfies(line -> {
            assertThat(line.getPortProto()).isEqualTo("udp");
            assertThat(line.getPortNum()).isEqualTo(4001);
        });
    }

    @Test
    void otherPeoplesServersAreNotObserved() {
        wire.send(
                PacketBuilder.udp("10.0.0.1", 4000, "8.8.8.8", 4001).payload(10).ip());
        wire.send(
                PacketBuilder.udp("8.8.8.8", 4001, "10.0.0.1", 4000).payload(10).ip());
        wire.pass(3600).advance();
        assertThat(services(wire.end())).isEmpty();
    }

    @Test
    void softwareIsObservedOnLocalHosts() {
        RecordingEmitter out = new RecordingEmitter();
        Inventory inventory = new Inventory("s", LocalNetworks.PRIVATE, out);
        Connection none = null;
        inventory.software(
                none, new SoftwareBanner(Direction.ORIGINATOR, "10.0.0.9", "SMTP::MAIL_CLIENT", "Mailer (2.1)", 0), 7);
        inventory.software(
                none, new SoftwareBanner(Direction.ORIGINATOR, "8.8.8.8", "SMTP::MAIL_CLIENT", "Mailer (2.1)", 0), 7);
        inventory.software(
                none, new SoftwareBanner(Direction.ORIGINATOR, "nowhere", "SMTP::MAIL_CLIENT", "Mailer (2.1)", 0), 7);
        assertThat(out.reports()).singleElement().satisfies(report -> {
            assertThat(report.subject()).isEqualTo("10.0.0.9 Mailer");
            SoftwareLog line = (SoftwareLog) report.found();
            assertThat(line.getTs()).isEqualTo(7);
            assertThat(line.getHostP()).isNull();
            assertThat(line.getVersion().getMajor()).isEqualTo(2);
            assertThat(line.getVersion().getMinor()).isEqualTo(1);
            assertThat(line.getUnparsedVersion()).isEqualTo("Mailer (2.1)");
        });
    }
}

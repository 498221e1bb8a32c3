package io.brook.analysis.engine;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.SYN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.brook.analysis.detect.connection.ExtraFindings;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Replay;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.record.Finding;
import io.brook.schemas.testing.PacketBuilder;
import io.brook.schemas.testing.RealTrace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What engines find of connections when a site asks for it, in captures of real programs and in packets made for it. */
class ConnectionFindingsTest {
    private static final Set<String> ALL =
            Set.of(ExtraFindings.PROTOCOL_FOUND, ExtraFindings.SERVER_FOUND, ExtraFindings.CONTENT_GAP);

    private final RecordingEmitter out = new RecordingEmitter();
    private final AnalysisEngine engine =
            new AnalysisEngine("s", false, LocalNetworks.PRIVATE, new WorkerLimits(1_000_000, 1 << 26), out);

    /** The server's next sequence number. */
    private int next = 1;

    @Test
    void aProtocolOnAPortOfNoneIsToldOnceForEachConnection() throws Exception {
        assertThat(in("ssl-https", ALL))
                .extracting(Finding::getNote, Finding::getSub, Finding::getIdentifier, Finding::getSrc)
                .containsExactlyInAnyOrder(
                        tuple(ExtraFindings.PROTOCOL_FOUND, "SSL", null, null),
                        tuple(ExtraFindings.SERVER_FOUND, "SSL", "10.77.0.10 4430/tcp SSL", "10.77.0.10"),
                        tuple(ExtraFindings.PROTOCOL_FOUND, "SSL", null, null),
                        tuple(ExtraFindings.SERVER_FOUND, "SSL", "fd77::10 4430/tcp SSL", "fd77::10"));
        assertThat(in("ssl-https", Set.of(ExtraFindings.SERVER_FOUND)))
                .extracting(Finding::getMsg)
                .containsExactlyInAnyOrder(
                        "10.77.0.10: SSL server on port 4430/tcp", "fd77::10: SSL server on port 4430/tcp");
    }

    @Test
    void itIsNotToldOnThePortsOfTheProtocol() throws Exception {
        assertThat(in("ssh-key", ALL)).isEmpty();
        assertThat(in("http-ocsp", ALL)).isEmpty();
        assertThat(in("ntp-time", ALL)).isEmpty();
    }

    @Test
    void whatWasNotCapturedIsAGap() throws Exception {
        assertThat(in("http-gap", ALL)).singleElement().satisfies(gap -> {
            assertThat(gap.getNote()).isEqualTo(ExtraFindings.CONTENT_GAP);
            assertThat(gap.getMsg()).matches("10.77.0.2:\\d+ > 10.77.0.10:80 content gap \\(< \\d+/1448\\)");
        });
        // Segments that were lost on the way, and came again.
        assertThat(in("conn-losses", ALL)).extracting(Finding::getNote).doesNotContain(ExtraFindings.CONTENT_GAP);
    }

    @Test
    void nothingIsToldUnlessWanted() throws Exception {
        assertThat(in("ssl-https", Set.of(ExtraFindings.CONTENT_GAP))).isEmpty();
        assertThat(in("http-gap", Set.of())).isEmpty();
    }

    @Test
    void aProtocolIsToldWhileTheConnectionGoesOn() {
        engine.reportExtras(ALL);
        ask();
        body(1, 29.9);
        assertThat(out.reports(Finding.class)).isEmpty();
        body(1, 30);
        body(1, 31);
        engine.end(Wire.START + seconds(40));
        assertThat(out.reports(Finding.class))
                .extracting(Finding::getMsg, found -> found.getMeta().getWritten())
                .containsExactly(
                        tuple("10.0.0.1:40000 > 10.0.0.2:2200 HTTP on port 2200/tcp", Wire.START + seconds(30)),
                        tuple("10.0.0.2: HTTP server on port 2200/tcp", Wire.START + seconds(30)));
    }

    @Test
    void aProtocolIsToldOnceMuchHasCome() {
        engine.reportExtras(ALL);
        ask();
        body(1_900, 1);
        body(1_900, 1);
        assertThat(out.reports(Finding.class)).isEmpty();
        body(200, 1);
        assertThat(out.reports(Finding.class)).hasSize(2);
    }

    private void ask() {
        send(client().flags(SYN).sequence(0), 0);
        send(server().flags(SYN | ACK).sequence(0).acknowledgment(1), 0);
        send(client().flags(ACK).sequence(1).acknowledgment(1).payload(ascii("GET / HTTP/1.1\r\n\r\n")), 0);
        answer(ascii("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"), 0);
    }

    private void body(int length, double second) {
        answer(ascii("x".repeat(length)), second);
    }

    private void answer(byte[] payload, double second) {
        send(server().flags(ACK).sequence(next).acknowledgment(19).payload(payload), second);
        next += payload.length;
    }

    private static PacketBuilder client() {
        return PacketBuilder.tcp("10.0.0.1", 40_000, "10.0.0.2", 2_200);
    }

    private static PacketBuilder server() {
        return PacketBuilder.tcp("10.0.0.2", 2_200, "10.0.0.1", 40_000);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void send(PacketBuilder packet, double second) {
        byte[] bytes = packet.ip();
        engine.packet(LinkType.RAW, bytes, 0, bytes.length, bytes.length, Wire.START + seconds(second));
    }

    private static long seconds(double seconds) {
        return Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
    }

    private static List<Finding> in(String capture, Set<String> wanted) throws Exception {
        RealTrace trace = RealTrace.captures().stream()
                .filter(each -> each.name().equals(capture))
                .findFirst()
                .orElseThrow();
        return Replay.run(trace, Analyses.ALL, engine -> engine.reportExtras(wanted))
                .reports(Finding.class);
    }
}

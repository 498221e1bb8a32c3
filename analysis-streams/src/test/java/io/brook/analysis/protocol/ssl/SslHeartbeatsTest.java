package io.brook.analysis.protocol.ssl;

import static io.brook.analysis.protocol.ssl.Tls.hex;
import static io.brook.analysis.protocol.ssl.Tls.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.testing.Replay;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.record.Finding;
import io.brook.schemas.subject.Report;
import io.brook.schemas.testing.RealTrace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks by heartbeats, and heartbeats that are none. */
class SslHeartbeatsTest {
    private static final byte[] NONE = {};

    /** What Zeek raises, for each trace; other traces of TLS raise nothing. */
    private static final List<String> SHORT = List.of(
            "Heartbleed::SSL_Heartbeat_Attack",
            "Heartbleed::SSL_Heartbeat_Odd_Length",
            "Heartbleed::SSL_Heartbeat_Attack_Success");

    private final SessionRecorder session = new SessionRecorder(new SslAnalyzer());

    static Stream<RealTrace> traces() {
        return RealTrace.all().stream().filter(trace -> trace.hasLog("ssl"));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void areFoundWhereZeekFindsThem(RealTrace trace) throws Exception {
        List<String> expected =
                switch (trace.name()) {
                    case "tls__heartbleed-encrypted-short.pcap", "tls__heartbleed-encrypted-success.pcap" -> SHORT;
                    case "tls__heartbleed.pcap", "tls__heartbleed-encrypted.pcap" ->
                        List.of("Heartbleed::SSL_Heartbeat_Attack");
                    default -> List.of();
                };
        assertThat(Replay.run(trace).reports().stream()
                        .map(Report::found)
                        .filter(Finding.class::isInstance)
                        .map(Finding.class::cast)
                        .map(Finding::getNote)
                        .filter(note -> note.startsWith("Heartbleed"))
                        .distinct())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void aRequestThatStatesMoreThanItHasIsAnAttack() {
        hellos();
        session.originator(Tls.record(24, hex("01 4000")));
        assertThat(findings()).hasSize(1);
        assertThat(findings().get(0).getMsg())
                .isEqualTo("An TLS heartbleed attack was detected! Record length 3. Payload length 16384");
        session.responder(Tls.record(24, join(hex("02 4000"), new byte[100])));
        assertThat(findings()).extracting(Finding::getNote).contains("Heartbleed::SSL_Heartbeat_Attack_Success");
    }

    @Test
    void anAnswerIsNoAttack() {
        hellos();
        session.responder(Tls.record(24, join(hex("02 0001"), new byte[17])));
        assertThat(findings()).isEmpty();
    }

    @Test
    void encryptedOnesAreLookedAtUntilBothSidesHaveSentData() {
        hellos();
        session.originator(join(Tls.CHANGE_CIPHER_SPEC, Tls.FINISHED))
                .responder(join(Tls.CHANGE_CIPHER_SPEC, Tls.FINISHED));
        assertThat(session.outcome()).isEqualTo(Outcome.CONTINUE);
        session.originator(Tls.DATA).responder(Tls.DATA);
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
        assertThat(findings()).isEmpty();
    }

    @Test
    void anEncryptedOneBeforeAnyDataIsAnAttack() {
        hellos();
        session.originator(join(Tls.CHANGE_CIPHER_SPEC, Tls.FINISHED))
                .responder(join(Tls.CHANGE_CIPHER_SPEC, Tls.FINISHED))
                .originator(Tls.record(24, new byte[50]))
                .responder(Tls.record(24, new byte[50]));
        // A heartbeat of a proper length that is answered by one of the same.
        assertThat(findings()).extracting(Finding::getNote).containsOnly("Heartbleed::SSL_Heartbeat_Attack");
        session.originator(Tls.record(24, new byte[50])).responder(Tls.record(24, new byte[51]));
        assertThat(findings()).extracting(Finding::getNote).contains("Heartbleed::SSL_Heartbeat_Attack_Success");
    }

    private void hellos() {
        session.originator(Tls.handshake(Tls.clientHello(NONE)))
                .responder(Tls.handshake(Tls.serverHello(0xc02f, NONE)));
    }

    private List<Finding> findings() {
        return session.reports().stream()
                .map(Report::found)
                .filter(Finding.class::isInstance)
                .map(Finding.class::cast)
                .toList();
    }
}

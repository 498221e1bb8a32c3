package io.brook.analysis.protocol.ssl;

import static io.brook.analysis.protocol.ssl.Tls.hex;
import static io.brook.analysis.protocol.ssl.Tls.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.RecordedFile;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.analysis.x509.TestCertificates;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.SslLog;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SslSessionTest {
    private static final int ECDHE_RSA = 0xc02f;
    private static final int TLS_13 = 0x1301;
    private static final byte[] NONE = {};
    private static final byte[] SESSION = {1, 2, 3};
    private static final byte[] DONE = Tls.message(14, NONE);
    private static final byte[] CLIENT_KEY = Tls.message(16, new byte[66]);

    private final SslAnalyzer analyzer = new SslAnalyzer();
    private final SessionRecorder session = new SessionRecorder(analyzer).at(5);

    private SslLog line() {
        return session.line(SslLog.class);
    }

    private void clientEnds() {
        session.originator(join(Tls.handshake(CLIENT_KEY), Tls.CHANGE_CIPHER_SPEC, Tls.FINISHED));
    }

    private void serverEnds() {
        session.responder(join(Tls.CHANGE_CIPHER_SPEC, Tls.FINISHED));
    }

    @Test
    void followsAFullHandshake() {
        byte[] certificate = TestCertificates.of("www.example.org");
        session.originator(Tls.handshake(Tls.clientHello(NONE, Tls.serverName("www.example.org"), Tls.protocol("h2"))));
        session.at(9)
                .responder(Tls.handshake(
                        Tls.serverHello(ECDHE_RSA, SESSION, Tls.protocol("h2")),
                        Tls.certificates(certificate),
                        Tls.keyExchange(),
                        DONE));
        clientEnds();
        assertThat(session.lines()).noneMatch(SslLog.class::isInstance);
        serverEnds();
        session.originator(Tls.DATA).responder(Tls.DATA);
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
        SslLog line = line();
        assertThat(line.getTs()).isEqualTo(5);
        assertThat(line.getVersion()).isEqualTo("TLSv12");
        assertThat(line.getCipher()).isEqualTo("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        assertThat(line.getCurve()).isEqualTo("secp256r1");
        assertThat(line.getServerName()).isEqualTo("www.example.org");
        assertThat(line.getNextProtocol()).isEqualTo("h2");
        assertThat(line.getResumed()).isFalse();
        assertThat(line.getEstablished()).isTrue();
        assertThat(line.getSslHistory()).isEqualTo("CsxknGIi");
        assertThat(line.getSniMatchesCert()).isTrue();
        assertThat(line.getCertChainFps()).hasSize(1);
        assertThat(line.getClientCertChainFps()).isEmpty();
        String fingerprint = line.getCertChainFps().get(0);
        assertThat(session.said()).anyMatch(said -> said.startsWith("report " + fingerprint + " true false: "));
        assertThat(session.said()).anyMatch(said -> said.startsWith("report 10.0.0.2 "));
    }

    @Test
    void saysItsLineOnce() {
        followsAFullHandshake();
        session.finish();
        assertThat(line()).isNotNull();
    }

    @Test
    void tellsAResumedSessionByItsIdentifier() {
        session.originator(Tls.handshake(Tls.clientHello(SESSION)))
                .responder(
                        join(Tls.handshake(Tls.serverHello(ECDHE_RSA, SESSION)), Tls.CHANGE_CIPHER_SPEC, Tls.FINISHED))
                .originator(join(Tls.CHANGE_CIPHER_SPEC, Tls.FINISHED));
        assertThat(line().getResumed()).isTrue();
        assertThat(line().getSslHistory()).isEqualTo("CsiI");
    }

    @Test
    void tellsAResumedSessionByItsTicket() {
        session.originator(Tls.handshake(Tls.clientHello(NONE, Tls.extension(35, new byte[10]))))
                .responder(join(Tls.handshake(Tls.serverHello(ECDHE_RSA, NONE)), Tls.CHANGE_CIPHER_SPEC, Tls.FINISHED))
                .originator(join(Tls.CHANGE_CIPHER_SPEC, Tls.FINISHED));
        assertThat(line().getResumed()).isTrue();
    }

    @Test
    void takesTls13ForEstablishedWhenBothSidesHaveSentData() {
        byte[] version = Tls.extension(43, hex("0304"));
        byte[] key = Tls.extension(51, join(hex("001d"), Tls.sized(2, new byte[32])));
        session.originator(Tls.handshake(Tls.clientHello(SESSION)))
                .responder(join(
                        Tls.handshake(Tls.serverHello(TLS_13, SESSION, version, key)),
                        Tls.CHANGE_CIPHER_SPEC,
                        Tls.DATA));
        assertThat(session.lines()).isEmpty();
        session.originator(join(Tls.CHANGE_CIPHER_SPEC, Tls.DATA));
        assertThat(line().getVersion()).isEqualTo("TLSv13");
        assertThat(line().getCurve()).isEqualTo("x25519");
        assertThat(line().getResumed()).isFalse();
        assertThat(line().getSslHistory()).isEqualTo("CsiI");
        assertThat(line().getCertChainFps()).isNull();
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void tellsAResumedTls13SessionByItsKey() {
        byte[] version = Tls.extension(43, hex("0304"));
        session.originator(Tls.handshake(Tls.clientHello(NONE, Tls.extension(41, new byte[50]))))
                .responder(join(
                        Tls.handshake(Tls.serverHello(TLS_13, NONE, version, Tls.extension(41, new byte[2]))),
                        Tls.DATA))
                .originator(Tls.DATA);
        assertThat(line().getResumed()).isTrue();
    }

    @Test
    void marksAServerHelloThatAsksForAnotherClientHello() {
        String retry = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";
        byte[] version = Tls.extension(43, hex("0304"));
        session.originator(Tls.handshake(Tls.clientHello(NONE)))
                .responder(Tls.handshake(Tls.serverHello(retry, TLS_13, NONE, version, Tls.extension(51, hex("0017")))))
                .originator(Tls.handshake(Tls.clientHello(NONE)))
                .responder(Tls.handshake(Tls.serverHello(TLS_13, NONE, version)))
                .finish();
        assertThat(line().getSslHistory()).isEqualTo("CjCs");
        assertThat(line().getCurve()).isEqualTo("secp256r1");
        assertThat(line().getEstablished()).isFalse();
    }

    @Test
    void putsMessagesTogetherFromManyRecords() {
        byte[] hello = Tls.clientHello(NONE, Tls.serverName("a.b"));
        for (byte each : hello) {
            session.originator(Tls.record(Tls.HANDSHAKE, new byte[] {each}));
        }
        session.finish();
        assertThat(line().getServerName()).isEqualTo("a.b");
        assertThat(line().getSslHistory()).isEqualTo("C");
    }

    @Test
    void keepsTheLastAlert() {
        session.originator(Tls.handshake(Tls.clientHello(NONE)))
                .responder(Tls.record(21, hex("0270")))
                .responder(Tls.record(21, hex("0228 0228")))
                .finish();
        assertThat(line().getLastAlert()).isEqualTo("handshake_failure");
        assertThat(line().getSslHistory()).isEqualTo("Clll");
    }

    @Test
    void handsOverAStapledResponse() {
        session.originator(Tls.handshake(Tls.clientHello(NONE)))
                .responder(Tls.handshake(
                        Tls.serverHello(ECDHE_RSA, NONE),
                        Tls.message(22, join(new byte[] {1}, Tls.sized(3, new byte[7])))));
        RecordedFile file = session.files().get(0);
        assertThat(file.text()).hasSize(7);
        assertThat(file.isEnded()).isTrue();
        assertThat(file.origin().mimeType()).isEqualTo("application/ocsp-response");
    }

    @Test
    void turnsRoundWhenTheResponderIsTheClient() {
        session.responder(Tls.handshake(Tls.clientHello(NONE)))
                .originator(Tls.handshake(Tls.serverHello(ECDHE_RSA, NONE)))
                .finish();
        assertThat(line().getSslHistory()).isEqualTo("^Cs");
    }

    @Test
    void speaksSsl2() {
        byte[] body = join(hex("04 00 01 0002"), hex("0000 0003 0010"), hex("0700c0"), new byte[16]);
        session.originator(hex("801c 01 0002 0003 0000 0010 0700c0" + "22".repeat(16)))
                .responder(join(hex("801e"), body))
                .originator(hex("800a 02 0700c0 0000 0000 0000"));
        assertThat(line().getVersion()).isEqualTo("SSLv2");
        assertThat(line().getCipher()).isEqualTo("SSLv20_CK_DES_192_EDE3_CBC_WITH_MD5");
        assertThat(line().getSslHistory()).isEqualTo("Cs");
        assertThat(line().getEstablished()).isTrue();
    }

    @Test
    void saysWhatViolatesTheProtocolAndWhatWasSaidBefore() {
        session.originator(Tls.handshake(Tls.clientHello(NONE))).responder("HTTP/1.1 400 Bad Request\r\n");
        assertThat(session.said())
                .contains("violation Invalid version late in TLS connection. Packet reported version: 21588");
        assertThat(line().getSslHistory()).isEqualTo("C");
    }

    @Test
    void saysWhichStructureIsTooLong() {
        session.originator(Tls.handshake(Tls.clientHello(NONE)))
                .responder(Tls.handshake(
                        Tls.serverHello(ECDHE_RSA, NONE), Tls.message(11, join(hex("000eec"), new byte[253]))));
        assertThat(session.said())
                .contains("violation Binpac exception: binpac exception: out_of_bound: Certificate: 3823 > 256");
        assertThat(line().getSslHistory()).isEqualTo("Cs");
    }

    @Test
    void saysNothingOfWhatIsNoTls() {
        session.originator("GET / HTTP/1.1\r\n").finish();
        assertThat(session.lines()).isEmpty();
        assertThat(session.said()).containsExactly("violation Invalid version in TLS connection. Version: 17748");
    }

    @Test
    void endsItsLineWithAGap() {
        session.originator(Tls.handshake(Tls.clientHello(NONE)))
                .gap(Direction.RESPONDER, 100)
                .responder(Tls.DATA)
                .finish();
        assertThat(line().getSslHistory()).isEqualTo("C");
    }

    @Test
    void doesNotKeepTheHistoryOfEndlessMessages() {
        session.originator(Tls.handshake(Tls.clientHello(NONE)));
        for (int i = 0; i < 200; i++) {
            session.responder(Tls.record(21, hex("0100")));
        }
        session.finish();
        assertThat(line().getSslHistory()).hasSize(SslHistory.MAX);
        assertThat(session.said()).containsOnlyOnce("weird SSL_max_ssl_history_length_reached");
    }

    @Test
    void passesOverMessagesThatAreTooLong() {
        session.originator(Tls.handshake(Tls.clientHello(NONE)));
        int length = SslHandshakeStream.MAX_MESSAGE + 1;
        session.responder(Tls.record(Tls.HANDSHAKE, hex("0b%06x".formatted(length))));
        for (int left = length; left > 0; left -= 16_000) {
            session.responder(Tls.record(Tls.HANDSHAKE, new byte[Math.min(left, 16_000)]));
        }
        session.responder(Tls.handshake(Tls.serverHello(ECDHE_RSA, NONE))).finish();
        assertThat(line().getSslHistory()).isEqualTo("Cs");
    }

    @Test
    void keepsNothingOfDataBeforeTheHandshakeIsOver() {
        session.originator(Tls.handshake(Tls.clientHello(NONE)));
        for (int i = 0; i < 10; i++) {
            session.responder(Tls.record(23, new byte[60_000]));
        }
        assertThat(session.saveAndRestore()).isLessThan(20_000);
    }

    @Test
    void looksLikeTlsFromAHelloOnEitherSide() {
        byte[] client = Tls.handshake(Tls.clientHello(NONE));
        byte[] server = Tls.handshake(Tls.serverHello(ECDHE_RSA, NONE));
        assertThat(probe(client)).isEqualTo(Probe.CERTAIN);
        assertThat(probe(Arrays.copyOf(client, 10))).isEqualTo(Probe.MORE);
        assertThat(probe(server)).isEqualTo(Probe.CERTAIN);
        assertThat(probe(join(Tls.record(21, hex("0170")), server))).isEqualTo(Probe.CERTAIN);
        assertThat(probe(join(Tls.record(21, hex("0170")), client))).isEqualTo(Probe.NO);
        // A dot in Zeek's signatures is no line feed: the length of the record has one.
        client[4] = '\n';
        assertThat(probe(client)).isEqualTo(Probe.NO);
        assertThat(probe(hex("160301"))).isEqualTo(Probe.MORE);
        assertThat(probe(Tls.DATA)).isEqualTo(Probe.NO);
    }

    private Probe probe(byte[] first) {
        return analyzer.probe(Direction.ORIGINATOR, new ByteCursor(first, 0, first.length));
    }
}

package io.brook.analysis.protocol.ssl;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.Findings;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.MalformedException;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.x509.Certificate;
import io.brook.analysis.x509.ChainValidation;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.KnownCertsLog;
import io.brook.schemas.log.SslLog;
import java.util.List;

/** What ssl.log says about a handshake; collects it, and writes the line once. */
final class SslConversation implements SslExtensionSink {
    /** The random number of a server hello that asks for another client hello (RFC 8446, section 4.1.3). */
    private static final String RETRY =
            "\u00cf\u0021\u00ad\u0074\u00e5\u009a\u0061\u0011\u00be\u001d\u008c\u0002\u001e\u0065\u00b8\u0091"
                    + "\u00c2\u00a2\u0011\u0016\u007a\u00bb\u008c\u005e\u0007\u009e\u0009\u00e2\u00c8\u00a8\u0033\u009c";

    private static final int SESSION_TICKET = 35;
    private static final int PRE_SHARED_KEY = 41;

    private final SessionContext context;
    private final SslHistory history = new SslHistory();
    private final SslChain serverChain = new SslChain();
    private final SslChain clientChain = new SslChain();
    private final SslServerReport report;
    final SslHeartbeats heartbeats;
    private final SslLog line = new SslLog();
    private boolean begun;
    private boolean logged;
    /** Whether there is nothing more to be learned. */
    boolean ended;

    boolean confirmed;
    private int version;

    /** The session that the client wants to resume, 32 characters; null when it names none. */
    private String sessionId;

    private boolean ticketWithoutSession;
    private boolean clientKeyExchanged;
    private boolean keyOffered;
    private boolean retryAsked;

    SslConversation(SessionContext context) {
        this.context = context;
        this.report = new SslServerReport(context);
        this.heartbeats = new SslHeartbeats(context);
    }

    @Override
    public void weird(Weird weird, String detail) {
        context.weird(weird, detail);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            line.setTs(context.time());
        }
    }

    /** @param session 32 characters */
    void clientHello(String session) {
        begin();
        if (!isEmpty(session)) {
            sessionId = session;
            ticketWithoutSession = false;
        }
    }

    /** The first hello tells what kind of client it is: one that the server has asked for is shaped by the server. */
    void fingerprint(SslClientHello hello) {
        if (line.getJa3() == null) {
            line.setJa3(SslFingerprints.ja3(hello));
            line.setJa4(SslFingerprints.ja4(hello));
        }
    }

    /** The last hello of a server is the one that chooses. */
    void fingerprint(SslServerHello hello) {
        line.setJa3s(SslFingerprints.ja3s(hello));
    }

    /** A client hello in the form of SSL 2, which is no handshake message. */
    void oldClientHello(String session) {
        clientHello(session);
        letter(true, 'c');
    }

    private static boolean isEmpty(String session) {
        return session.chars().allMatch(c -> c == 0);
    }

    /** @param session 32 characters */
    void serverHello(int chosen, String random, String session, int suite) {
        begin();
        if (version == SslVersion.UNKNOWN) {
            version = chosen;
        }
        line.setCipher(SslNames.cipher(suite));
        if (random.equals(RETRY)) {
            retryAsked = true;
        }
        if (session.equals(sessionId) && !SslVersion.isTls13(version)) {
            line.setResumed(true);
        }
        report.chosen(chosen, line.getCipher());
        if (chosen == SslVersion.SSL_2) {
            letter(false, 's');
        }
    }

    @Override
    public void serverVersion(int chosen) {
        begin();
        version = chosen;
    }

    @Override
    public void curve(int group) {
        begin();
        line.setCurve(SslNames.curve(group));
    }

    @Override
    public void serverNames(List<String> names) {
        begin();
        line.setServerName(names.get(0));
        if (names.size() > 1) {
            context.weird(SslWeird.MANY_SERVER_NAMES, names.toString());
        }
    }

    @Override
    public void nextProtocol(String protocol) {
        begin();
        line.setNextProtocol(protocol);
    }

    @Override
    public void extension(boolean isClient, int type, int length) {
        begin();
        if (isClient && type == SESSION_TICKET && length > 0) {
            ticketWithoutSession = true;
        } else if (isClient && type == PRE_SHARED_KEY) {
            keyOffered = true;
        } else if (!isClient && type == PRE_SHARED_KEY && keyOffered) {
            line.setResumed(true);
        }
    }

    /** The server does finite-field Diffie-Hellman. */
    void prime(int bytes) {
        report.keyExchange(bytes, serverChain.first);
    }

    void flipped() {
        begin();
        history.flipped();
    }

    void handshake(boolean isClient, int type) {
        begin();
        if (isClient && type == SslHandshake.CLIENT_KEY_EXCHANGE) {
            clientKeyExchanged = true;
        }
        boolean isRetry = type == SslHandshake.SERVER_HELLO && retryAsked;
        letter(isClient, isRetry ? 'j' : SslHistory.ofHandshake(type));
        retryAsked &= !isRetry;
    }

    void changeCipherSpec(boolean isClient) {
        begin();
        letter(isClient, 'i');
        if (isClient && ticketWithoutSession && !clientKeyExchanged) {
            line.setResumed(true);
        }
    }

    void alert(boolean isClient, int description) {
        begin();
        letter(isClient, 'l');
        line.setLastAlert(SslNames.alert(description));
    }

    void heartbeat(boolean isClient) {
        begin();
        letter(isClient, 'b');
    }

    private void letter(boolean isClient, char letter) {
        if (history.add(isClient, letter)) {
            context.weird(SslWeird.HISTORY_FULL);
        }
    }

    /** A record that is not encrypted. */
    void plaintext(boolean isData) {
        begin();
        if (isData && version != SslVersion.UNKNOWN) {
            context.weird(SslWeird.EARLY_DATA);
        }
    }

    /** @param place of the certificate in its chain, from 0 */
    void certificate(boolean isClient, byte[] der, int place) {
        if (der.length == 0) {
            context.weird(SslWeird.EMPTY_CERTIFICATE);
            return;
        }
        begin();
        Certificate certificate = Certificate.parse(der);
        (isClient ? clientChain : serverChain).add(certificate, der);
        if (!isClient && SslValidatingAnalyzer.of(context).isPresent()) {
            serverChain.keep(der);
        }
        if (certificate != null) {
            boolean isHost = place == 0;
            context.report(certificate.subjectOf(isHost, isClient), certificate.line(context.time(), isHost, isClient));
        }
    }

    void stapledStatus(byte[] response) {
        FileFeed file = context.file(
                new FileOrigin("SSL", Direction.RESPONDER, 0, null, -1, null, null, "application/ocsp-response"));
        file.data(response, 0, response.length);
        file.end();
    }

    void confirm() {
        context.confirm();
        confirmed = true;
        begin();
    }

    void violation(String reason) {
        context.violation(reason);
        ended = true;
        log();
    }

    void malformed(MalformedException why) {
        violation(why.violation());
    }

    /** Both sides have changed to encryption. */
    void established() {
        begin();
        line.setEstablished(true);
        ended = true;
        report.established(serverChain.first, serverChain.firstSha1);
        known();
        log();
    }

    /** A local host has presented the certificate as its own. */
    private void known() {
        Certificate own = serverChain.first;
        if (own != null && context.isLocal(Direction.RESPONDER)) {
            ConnId id = context.id();
            context.report(
                    id.getRespH() + ' ' + serverChain.firstSha1,
                    new KnownCertsLog(
                            null,
                            context.time(),
                            id.getRespH(),
                            id.getRespP(),
                            own.subject(),
                            own.issuer(),
                            own.serial()));
        }
    }

    /** Writes the line, unless that is done or there is nothing to tell. */
    void log() {
        if (!begun || logged) {
            return;
        }
        logged = true;
        boolean certificates = serverChain.begun || clientChain.begun;
        Certificate own = serverChain.first;
        line.setVersion(version == SslVersion.UNKNOWN ? null : SslNames.version(version));
        line.setSslHistory(history.toString());
        line.setCertChainFps(certificates ? serverChain.fingerprints : null);
        line.setClientCertChainFps(certificates ? clientChain.fingerprints : null);
        line.setValidationStatus(validate(own));
        line.setSniMatchesCert(own == null || line.getServerName() == null ? null : own.isFor(line.getServerName()));
        context.log(line);
        serverChain.forget();
        clientChain.forget();
    }

    /** @return null where chains are not validated, or there is none that can be read */
    private String validate(Certificate own) {
        if (own == null || serverChain.kept.isEmpty()) {
            return null;
        }
        String status = SslValidatingAnalyzer.of(context)
                .map(validation -> validation.validate(serverChain.kept, context.time()))
                .orElse(null);
        if (status != null && !status.equals(ChainValidation.OK)) {
            ConnId id = context.id();
            Findings.report(
                    context,
                    "SSL::Invalid_Server_Cert",
                    id.getRespH() + ' ' + id.getRespP() + ' ' + serverChain.firstSha1 + ' ' + status,
                    finding -> finding.setMsg("SSL certificate validation failed with (" + status + ")")
                            .setSub(own.subject()));
        }
        return status;
    }
}

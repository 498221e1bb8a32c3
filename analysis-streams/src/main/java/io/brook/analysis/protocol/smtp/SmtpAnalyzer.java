package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.line.FirstWords;
import io.brook.schemas.flow.Direction;
import java.util.List;
import java.util.Set;

/**
 * SMTP on its ports, or wherever a client says HELO or EHLO in one of its {@linkplain FirstWords first lines} and the server 220:
 * Zeek's dpd_smtp_client and dpd_smtp_server.
 */
public final class SmtpAnalyzer implements ProtocolAnalyzer {
    private static final List<String> GREETINGS = List.of("HELO", "EHLO");
    private static final String READY = "220";

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return Set.of(25, 587);
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        return direction.isFromOriginator() ? FirstWords.probe(first, GREETINGS) : probeServer(first);
    }

    /** {@code ^[[:space:]]*220[[:space:]-]}. */
    private static Probe probeServer(ByteCursor first) {
        int at = 0;
        while (at < first.remaining() && Ascii.isSpace(first.peek(at))) {
            at++;
        }
        for (int i = 0; i < READY.length(); i++) {
            if (at + i >= first.remaining()) {
                return Probe.MORE;
            }
            if (first.peek(at + i) != READY.charAt(i)) {
                return Probe.NO;
            }
        }
        if (at + READY.length() >= first.remaining()) {
            return Probe.MORE;
        }
        int next = first.peek(at + READY.length());
        return next == '-' || Ascii.isSpace(next) ? Probe.YES : Probe.NO;
    }

    @Override
    public List<SmtpWeird> weirds() {
        return List.of(SmtpWeird.values());
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new SmtpSession(context);
    }
}

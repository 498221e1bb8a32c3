package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.line.FirstWords;
import io.brook.schemas.flow.Direction;
import java.util.List;

/**
 * SMTP on its ports, or wherever a client says HELO or EHLO in one of its {@linkplain FirstWords first lines} and the server 220:
 * Zeek's dpd_smtp_client and dpd_smtp_server.
 */
public final class SmtpAnalyzer extends AbstractAnalyzer {
    private static final List<String> GREETINGS = List.of("HELO", "EHLO");
    private static final String READY = "220";

    public SmtpAnalyzer() {
        super("smtp", Ports.tcp(25, 587), SmtpSession::new, SmtpWeird.values());
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
}

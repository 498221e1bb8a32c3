package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import java.util.Set;

/** SMTP on its ports, or wherever a client says HELO or EHLO and the server 220. */
public final class SmtpAnalyzer implements ProtocolAnalyzer {
    private static final int MAX_PROBED = 1024;

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return Set.of(25, 587);
    }

    @Override
    public Probe probe(boolean fromOriginator, ByteCursor first) {
        return fromOriginator ? probeClient(first) : probeServer(first);
    }

    /** HELO or EHLO begins the first line, or what follows a CR in it or its end. */
    private static Probe probeClient(ByteCursor first) {
        boolean lineBegins = true;
        for (int i = 0; i < first.remaining(); i++) {
            if (lineBegins) {
                Probe greets = greetsAt(first, i);
                if (greets != Probe.NO) {
                    return greets;
                }
            }
            int octet = first.peek(i);
            if (octet == '\n') {
                return greetsAt(first, i + 1);
            }
            lineBegins = octet == '\r';
        }
        return first.remaining() < MAX_PROBED ? Probe.MORE : Probe.NO;
    }

    private static Probe greetsAt(ByteCursor first, int from) {
        int at = skipSpace(first, from);
        int there = Math.min(4, first.remaining() - at);
        StringBuilder word = new StringBuilder(4);
        for (int i = 0; i < there; i++) {
            word.append(Character.toUpperCase((char) first.peek(at + i)));
        }
        if (!"HELO".startsWith(word.toString()) && !"EHLO".startsWith(word.toString())) {
            return Probe.NO;
        }
        return there == 4 ? Probe.YES : Probe.MORE;
    }

    private static Probe probeServer(ByteCursor first) {
        int at = skipSpace(first, 0);
        String code = "220";
        for (int i = 0; i < code.length(); i++) {
            if (at + i >= first.remaining()) {
                return Probe.MORE;
            }
            if (first.peek(at + i) != code.charAt(i)) {
                return Probe.NO;
            }
        }
        if (at + code.length() >= first.remaining()) {
            return Probe.MORE;
        }
        int next = first.peek(at + code.length());
        return next == '-' || isSpace(next) ? Probe.YES : Probe.NO;
    }

    private static int skipSpace(ByteCursor first, int from) {
        int at = from;
        while (at < first.remaining() && isSpace(first.peek(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(int octet) {
        return octet == ' ' || octet >= '\t' && octet <= '\r';
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new SmtpSession(context);
    }
}

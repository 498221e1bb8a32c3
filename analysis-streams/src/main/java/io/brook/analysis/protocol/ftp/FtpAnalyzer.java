package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** FTP on its port and on GridFTP's, or wherever a server greets, a client logs in, and the server answers. */
public final class FtpAnalyzer extends AbstractAnalyzer {
    public FtpAnalyzer() {
        super("ftp", Ports.tcp(21, 2811), FtpSession::new, FtpWeird.values());
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        return direction.isFromOriginator() ? probeClient(first) : probeServer(first);
    }

    /** Zeek's dpd_ftp_client: one of the first lines begins with USER, in any case, after spaces. */
    private static Probe probeClient(ByteCursor first) {
        for (int start : first.firstLineStarts()) {
            int at = skipSpaces(first, start);
            if (at + 5 <= first.remaining() && isUser(first, at)) {
                return Probe.YES;
            }
        }
        return Probe.MORE;
    }

    private static int skipSpaces(ByteCursor first, int from) {
        int at = from;
        while (at < first.remaining() && first.peek(at) == ' ') {
            at++;
        }
        return at;
    }

    private static boolean isUser(ByteCursor first, int at) {
        return (first.peek(at) & ~0x20) == 'U'
                && (first.peek(at + 1) & ~0x20) == 'S'
                && (first.peek(at + 2) & ~0x20) == 'E'
                && (first.peek(at + 3) & ~0x20) == 'R'
                && first.peek(at + 4) == ' ';
    }

    /**
     * Zeek's dpd_ftp_server: the greeting is a reply 220 or 120; the next line is 230 or 331, perhaps after spaces. A greeting of
     * several lines hides that, except on FTP's own port.
     */
    private static Probe probeServer(ByteCursor first) {
        int at = 0;
        while (at < first.remaining() && (isLineEnd(first.peek(at)) || first.peek(at) == ' ')) {
            at++;
        }
        if (first.remaining() < at + 4) {
            return Probe.MORE;
        }
        if (!isReply(first, at, "220") && !isReply(first, at, "120")) {
            return Probe.NO;
        }
        return repliesToUser(first, at + 4);
    }

    /** Whether a reply to USER follows an LF or a CR, of which the LF ends what may lie between. */
    private static Probe repliesToUser(ByteCursor first, int from) {
        boolean lineBegins = false;
        boolean isLast = false;
        for (int i = from; i + 4 <= first.remaining(); i++) {
            if (lineBegins && (isReply(first, i, "230") || isReply(first, i, "331"))) {
                return Probe.YES;
            }
            int c = first.peek(i);
            lineBegins = isLineEnd(c) && !isLast || lineBegins && c == ' ';
            if (isLast && !lineBegins) {
                return Probe.NO;
            }
            isLast |= c == '\n';
        }
        return Probe.MORE;
    }

    private static boolean isReply(ByteCursor first, int at, String code) {
        int after = first.peek(at + 3);
        return first.peek(at) == code.charAt(0)
                && first.peek(at + 1) == code.charAt(1)
                && first.peek(at + 2) == code.charAt(2)
                && !Ascii.isDigit(after);
    }

    private static boolean isLineEnd(int c) {
        return c == '\r' || c == '\n';
    }
}

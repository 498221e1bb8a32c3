package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.util.List;

/**
 * HTTP on its ports, or wherever one side looks like it (Zeek's dpd_http_client and dpd_http_server): the other side may be
 * unintelligible, or come too late to be looked at. No blank is needed after the method.
 */
public final class HttpAnalyzer extends AbstractAnalyzer {
    /** Zeek's list. The registered methods, and those of Microsoft's Exchange and RPC over HTTP. */
    private static final List<String> METHODS = List.of(
            ("OPTIONS GET HEAD POST PUT DELETE ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT CONNECT COPY LABEL LINK LOCK"
                            + " MERGE MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF MOVE ORDERPATCH PATCH PROPFIND PROPPATCH REBIND"
                            + " REPORT SEARCH TRACE UNBIND UNCHECKOUT UNLINK UNLOCK UPDATE VERSION-CONTROL BCOPY BDELETE BMOVE"
                            + " BPROPFIND BPROPPATCH NOTIFY POLL SUBSCRIBE UNSUBSCRIBE X-MS-ENUMATTS MKWORKSPACE RPC_IN_DATA"
                            + " RPC_OUT_DATA")
                    .split(" "));

    private static final int LONGEST_METHOD =
            METHODS.stream().mapToInt(String::length).max().orElseThrow();

    private static final String VERSION = "HTTP/";

    public HttpAnalyzer() {
        super("http", Ports.tcp(80, 81, 631, 1080, 3128, 8000, 8080, 8888), HttpSession::new, HttpWeird.values());
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        return direction.isFromOriginator() ? probeRequest(first) : probeReply(first);
    }

    private static Probe probeRequest(ByteCursor first) {
        while (first.remaining() > 0 && Ascii.isSpace(first.peek(0))) {
            first.skip(1);
        }
        for (String method : METHODS) {
            if (first.startsWith(method)) {
                return Probe.CERTAIN;
            }
        }
        return first.remaining() < LONGEST_METHOD ? Probe.MORE : Probe.NO;
    }

    private static Probe probeReply(ByteCursor first) {
        if (first.remaining() <= VERSION.length()) {
            return Probe.MORE;
        }
        for (int i = 0; i < VERSION.length(); i++) {
            if (Ascii.toUpper(first.peek(i)) != VERSION.charAt(i)) {
                return Probe.NO;
            }
        }
        return Ascii.isDigit(first.peek(VERSION.length())) ? Probe.CERTAIN : Probe.NO;
    }

    @Override
    public boolean eachSideTells() {
        return true;
    }
}

package io.brook.analysis.protocol.pop3;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.line.FirstWords;
import io.brook.schemas.flow.Direction;
import java.util.List;

/**
 * POP3 wherever a server begins with +OK and a client, in one of its {@linkplain FirstWords first lines}, logs in or asks what the
 * server can do: Zeek's dpd_pop3_server and dpd_pop3_client. No port is enough for it.
 */
public final class Pop3Analyzer extends AbstractAnalyzer {
    private static final String OK = "+OK";
    private static final List<String> FIRST_COMMANDS = List.of("USER ", "APOP ", "CAPA", "AUTH", "STLS");

    public Pop3Analyzer() {
        super("pop3", Ports.NONE, Pop3Session::new, Pop3Weird.values());
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        if (direction.isFromOriginator()) {
            return FirstWords.probe(first, FIRST_COMMANDS);
        }
        for (int i = 0; i < OK.length(); i++) {
            if (i >= first.remaining()) {
                return Probe.MORE;
            }
            if (first.peek(i) != OK.charAt(i)) {
                return Probe.NO;
            }
        }
        return Probe.YES;
    }
}

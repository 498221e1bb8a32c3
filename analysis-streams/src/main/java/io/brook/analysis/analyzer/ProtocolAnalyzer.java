package io.brook.analysis.analyzer;

import java.util.Set;

/**
 * All that the engine knows of one protocol over TCP. A connection gets a session when its responder port is one of the
 * analyzer's, or when the first bytes of both directions look like the protocol.
 */
public interface ProtocolAnalyzer {
    /** The protocol in lower case, as conn.log's column service names it. */
    String name();

    /** Responder ports on which the protocol is expected. */
    Set<Integer> tcpPorts();

    /**
     * Looks at the first bytes of one direction.
     *
     * @param fromOriginator whether they come from the originator
     */
    Probe probe(boolean fromOriginator, ByteCursor first);

    /** Begins to follow a connection. */
    AnalyzerSession open(SessionOutput out);
}

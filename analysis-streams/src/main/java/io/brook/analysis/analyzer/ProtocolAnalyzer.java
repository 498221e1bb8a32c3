package io.brook.analysis.analyzer;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.weird.Weird;
import io.brook.schemas.flow.Direction;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the engine needs to know about one protocol. A connection gets a session when its responder port is one of the analyzer's,
 * when
 * the first bytes look like the protocol, when another session expects it, or when another session hands it over.
 */
public interface ProtocolAnalyzer {
    /**
     * The protocol in lower case, as conn.log's column service names it; in upper case it is the analyzer's name in
     * analyzer.log and weird.log.
     */
    String name();

    /** Responder ports on which the protocol is expected over TCP. */
    default Set<Integer> tcpPorts() {
        return Set.of();
    }

    /** Responder ports on which the protocol is expected over UDP. */
    default Set<Integer> udpPorts() {
        return Set.of();
    }

    /**
     * Looks at the first bytes of one direction of a TCP connection, at most 1024; a protocol that is only found by port says
     * {@link Probe#NO}.
     */
    default Probe probe(Direction direction, ByteCursor first) {
        return Probe.NO;
    }

    /** Looks at a datagram; asked for the first ones of a UDP connection. */
    default Probe probeDatagram(Direction direction, ByteCursor datagram) {
        return Probe.NO;
    }

    /**
     * Whether {@link Probe#CERTAIN} is for each direction by itself: if one has told of the protocol and a violation has ended
     * the session, the other may tell of it again (Zeek's protocols with a signature for each direction).
     */
    default boolean eachSideTells() {
        return false;
    }

    /** All oddities that its sessions may report. */
    default List<? extends Weird> weirds() {
        return List.of();
    }

    /**
     * The logs that its sessions write and Brook does not have by itself: for analyzers in the site's jars. Lines begin with the
     * field meta, like those of Brook's logs.
     */
    default List<Class<? extends SpecificRecord>> logs() {
        return List.of();
    }

    /** Begins to follow a connection. */
    AnalyzerSession open(SessionContext context);
}

package io.brook.analysis.engine;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import java.util.Objects;

/**
 * A TCP connection that another one has announced.
 *
 * @param originator who will open it, or null for whoever
 * @param since when it was announced, in nanoseconds since the epoch
 * @param timeout for how long it is expected, in nanoseconds
 */
record Expected(String originator, String responder, int port, ProtocolAnalyzer analyzer, long since, long timeout) {
    /** Whether another announcement takes the place of this one. */
    boolean announcesSame(Expected other) {
        return port == other.port
                && responder.equals(other.responder)
                && Objects.equals(originator, other.originator)
                && analyzer.name().equals(other.analyzer.name());
    }

    boolean isAt(long time) {
        return since <= time && time <= since + timeout;
    }
}

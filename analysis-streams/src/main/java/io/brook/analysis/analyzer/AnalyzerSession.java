package io.brook.analysis.analyzer;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/**
 * One connection's conversation in one protocol. Called on one thread, in the order of the streams. Whatever the bytes, it does
 * not throw, and what it keeps is bounded.
 *
 * <p>A session is saved and restored with its connection, between any two calls. So its fields, and those of all objects that it
 * holds, are numbers, text, enums, arrays, the JDK's collections, objects of the same kind, and the {@link SessionContext}; no
 * lambdas, streams, locks, or objects that hide their state.
 */
public interface AnalyzerSession {
    /**
     * Takes in the next bytes of one direction, from where it stopped consuming.
     *
     * @param in over TCP, what is consumed of it will not come again and what is not comes again, with more; over UDP, the
     *     payload of one datagram
     */
    Outcome data(Direction direction, ByteCursor in);

    /**
     * Bytes of one direction are missing. What had not been consumed before them is dropped. Most sessions cannot go on.
     *
     * @param missing how many
     */
    default Outcome gap(Direction direction, long missing) {
        return Outcome.STOP;
    }

    /**
     * One direction of a TCP connection has ended, after a FIN or a reset.
     *
     * @param rest what had not been consumed
     */
    default void endOfStream(Direction direction, ByteCursor rest) {}

    /**
     * The connection is over: the time to log what is logged at the end. Called once, even if the session stopped or was ended
     * for a violation before.
     */
    default void finish() {}
}

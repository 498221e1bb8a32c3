package io.brook.analysis.testing;

import io.brook.schemas.flow.Direction;
import java.util.List;

/**
 * What both sides of a connection said to a session, in order.
 *
 * @param datagrams whether over UDP, where pieces cannot be split
 */
public record Conversation(boolean datagrams, List<Piece> pieces) {
    /**
     * Some bytes, or the lack of them.
     *
     * @param time when they came, in nanoseconds since the epoch
     * @param missing how many bytes are missing here; 0 for a piece with bytes
     */
    public record Piece(Direction direction, long time, byte[] bytes, long missing) {}
}

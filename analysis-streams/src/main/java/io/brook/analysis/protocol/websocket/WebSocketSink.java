package io.brook.analysis.protocol.websocket;

import io.brook.analysis.weird.WeirdSink;
import io.brook.schemas.flow.Direction;

/** Where the contents of frames go, in their order, and what is odd about them. */
interface WebSocketSink extends WeirdSink {
    /** A piece of a text or binary message, without its mask. The array is the caller's: what is kept is copied. */
    void contents(Direction direction, byte[] bytes, int offset, int length);

    /** A message is complete. */
    void endOfMessage();
}

package io.brook.analysis.analyzer;

import io.brook.schemas.flow.Direction;

/** Where a session puts what it takes out of its own protocol for another one that is spoken inside. */
public interface InnerStream {
    /** The next bytes of one direction. The array is the caller's: what is kept is copied. */
    void data(Direction direction, byte[] bytes);

    /** There will be no more. It need not be called: the end of the connection is the latest end. */
    void end();
}

package io.brook.analysis.engine;

import io.brook.analysis.analyzer.InnerStream;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.PayloadFollower;
import io.brook.schemas.flow.Direction;

/** What a session has of the analysis that it is a part of. */
interface SessionHost {
    Connection connection();

    Dispatcher dispatcher();

    /** What number of file the next one is. */
    int nextFile();

    /** A session is sure that its protocol is spoken. */
    void confirmed(String protocol);

    /** A session has found a violation. */
    void violated();

    /**
     * A session's place is taken.
     *
     * @param successor the name of what takes it; null for what is still to be found out
     * @param rest what the session has left of the direction that it was given last
     * @param other what it has left of the other direction
     */
    void takeOver(String successor, Direction direction, ByteCursor rest, ByteCursor other, long time);

    /** What follows the bytes that one of the sessions carries; null when that lies too deep. */
    PayloadFollower ofCarried();

    /** Begins a session inside another one. */
    InnerStream inner(ProtocolAnalyzer analyzer, ProtocolSession outer);

    /** What an earlier session of the protocol has left; null for nothing. */
    Object remembered(String protocol);

    /** A session leaves something to later ones of its protocol. */
    void remember(String protocol, Object what);
}

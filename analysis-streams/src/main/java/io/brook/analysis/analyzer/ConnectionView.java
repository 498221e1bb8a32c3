package io.brook.analysis.analyzer;

import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.ConnId;

/** What a session knows of its connection. */
public interface ConnectionView {
    /** The connection's unique identifier. */
    String uid();

    /** The connection's endpoints, for log lines: a record of the caller's own. */
    ConnId id();

    /** The originator's port, without the cost of {@link #id}. */
    int originatorPort();

    /** The responder's port, without the cost of {@link #id}. */
    int responderPort();

    /** Whether the session is given datagrams, and no streams. */
    boolean isDatagrams();

    /** Whether the beginning of a TCP connection was not seen. */
    boolean isPartial();

    /** Whether the endpoint that sends in that direction is in the site's networks. */
    boolean isLocal(Direction direction);

    /** The time of the connection's first packet, in nanoseconds since the epoch. */
    long start();

    /** The time of the packet that is being analysed, in nanoseconds since the epoch; at the connection's end, when it ended. */
    long time();
}

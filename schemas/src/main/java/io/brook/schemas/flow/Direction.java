package io.brook.schemas.flow;

/** A direction of a connection, named after the endpoint that sends; also that endpoint itself. */
public enum Direction {
    /** From the endpoint that opened the connection, as far as is known. */
    ORIGINATOR,
    /** From the endpoint that the originator connected to. */
    RESPONDER;

    /** The direction of what the originator sends, else the other one. */
    public static Direction of(boolean isFromOriginator) {
        return isFromOriginator ? ORIGINATOR : RESPONDER;
    }

    public Direction opposite() {
        return this == ORIGINATOR ? RESPONDER : ORIGINATOR;
    }

    public boolean isFromOriginator() {
        return this == ORIGINATOR;
    }

    public boolean isFromResponder() {
        return this == RESPONDER;
    }
}

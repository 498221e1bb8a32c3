package io.brook.analysis.flow;

/**
 * Where one side of a TCP connection stands, as seen from the middle.
 *
 * <pre>
 *               SYN                    answered
 *   INACTIVE ---------> SYN_SENT ------------------+
 *      |  |  SYN-ACK first                         v
 *      |  +-----------> SYN_ACK_SENT --------> ESTABLISHED ---FIN---> CLOSED
 *      |                                           |                    |
 *      |  anything else                            +--------RST---------+---> RESET
 *      +--------------> PARTIAL  --- FIN, RST as ESTABLISHED
 * </pre>
 */
enum EndpointState {
    /** Nothing has been seen from this side. */
    INACTIVE,
    /** A SYN, and no answer to it. */
    SYN_SENT,
    /** The connection began, for us, with this side's SYN-ACK. */
    SYN_ACK_SENT,
    /** The beginning was not seen. */
    PARTIAL,
    /** The handshake was seen, as far as this side is concerned. */
    ESTABLISHED,
    /** This side has sent a FIN. */
    CLOSED,
    /** This side has sent a RST. */
    RESET;

    /** Whether the handshake is not over. */
    boolean isHandshake() {
        return this == INACTIVE || this == SYN_SENT || this == SYN_ACK_SENT;
    }

    /** Whether nothing, or nothing from the beginning, was seen: what conn_state calls inactive. */
    boolean isUnseen() {
        return this == INACTIVE || this == PARTIAL;
    }
}

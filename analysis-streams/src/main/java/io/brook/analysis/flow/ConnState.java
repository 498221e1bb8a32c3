package io.brook.analysis.flow;

import static io.brook.analysis.flow.EndpointState.CLOSED;
import static io.brook.analysis.flow.EndpointState.ESTABLISHED;
import static io.brook.analysis.flow.EndpointState.INACTIVE;
import static io.brook.analysis.flow.EndpointState.RESET;
import static io.brook.analysis.flow.EndpointState.SYN_ACK_SENT;
import static io.brook.analysis.flow.EndpointState.SYN_SENT;

/** How a connection went, as a pure function of how it ended: conn.log's field {@code conn_state}. */
final class ConnState {
    private ConnState() {}

    /**
     * @param history the connection's letters; may be null
     * @param payload whether either side sent payload
     */
    static String ofTcp(EndpointState originator, EndpointState responder, String history, boolean payload) {
        if (responder == RESET) {
            boolean refused = originator == SYN_SENT || originator == SYN_ACK_SENT || originator == RESET && !payload;
            return refused ? "REJ" : originator.isUnseen() ? "RSTRH" : "RSTR";
        }
        if (originator == RESET) {
            if (!responder.isUnseen()) {
                return "RSTO";
            }
            return isAbandonedSyn(history) ? "RSTOS0" : "OTH";
        }
        if (originator == CLOSED) {
            return responder == CLOSED ? "SF" : responder.isUnseen() ? "SH" : "S2";
        }
        if (responder == CLOSED) {
            return originator.isUnseen() ? "SHR" : "S3";
        }
        if (originator == SYN_SENT && responder == INACTIVE) {
            return "S0";
        }
        return originator == ESTABLISHED && responder == ESTABLISHED ? "S1" : "OTH";
    }

    /** A SYN and a RST from the originator with nothing else of its own between them: {@code \^?S[^HAFGIQ]*R.*}. */
    private static boolean isAbandonedSyn(String history) {
        if (history == null) {
            return false;
        }
        int at = history.startsWith("^") ? 1 : 0;
        if (!history.startsWith("S", at)) {
            return false;
        }
        for (int i = at + 1; i < history.length(); i++) {
            char letter = history.charAt(i);
            if (letter == 'R') {
                return true;
            }
            if ("HAFGIQ".indexOf(letter) >= 0) {
                return false;
            }
        }
        return false;
    }

    /** @param originator whether that side sent anything */
    static String ofUdp(boolean originator, boolean responder) {
        if (originator) {
            return responder ? "SF" : "S0";
        }
        return responder ? "SHR" : "OTH";
    }

    /** ICMP and all other protocols have no states. */
    static String ofOther() {
        return "OTH";
    }
}

package io.brook.analysis.protocol.radius;

import java.util.Map;

/**
 * One packet of the protocol (RFC 2865, section 3).
 *
 * @param code what it is for
 * @param attributes the values by their types, one character a byte; where there are several of a type, the first
 */
record RadiusMessage(int code, Map<Integer, String> attributes) {
    static final int ACCESS_REQUEST = 1;
    static final int ACCESS_ACCEPT = 2;
    static final int ACCESS_REJECT = 3;
    static final int ACCESS_CHALLENGE = 11;

    static final int USER_NAME = 1;
    static final int FRAMED_IP_ADDRESS = 8;
    static final int REPLY_MESSAGE = 18;
    static final int CALLING_STATION_ID = 31;

    /** RFC 2868, section 3.3. */
    static final int TUNNEL_CLIENT_ENDPOINT = 66;

    /** RFC 2869, section 5.11. */
    static final int CONNECT_INFO = 77;

    /** The value of an attribute, or null when it is not there. */
    String attribute(int type) {
        return attributes.get(type);
    }
}

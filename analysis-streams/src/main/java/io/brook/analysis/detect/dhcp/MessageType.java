package io.brook.analysis.detect.dhcp;

import java.util.List;

/** The kinds of DHCP messages (option 53), by the names that Zeek's log gives them. */
final class MessageType {
    /** From 1 on (RFC 1533, RFC 3203, RFC 4388, RFC 6926, RFC 7724). */
    private static final List<String> NAMES = List.of(
            "DISCOVER",
            "OFFER",
            "REQUEST",
            "DECLINE",
            "ACK",
            "NAK",
            "RELEASE",
            "INFORM",
            "FORCERENEW",
            "LEASEQUERY",
            "LEASEUNASSIGNED",
            "LEASEUNKNOWN",
            "LEASEACTIVE",
            "BULKLEASEQUERY",
            "LEASEQUERYDONE",
            "ACTIVELEASEQUERY",
            "LEASEQUERYSTATUS",
            "TLS");

    private MessageType() {}

    static String nameOf(int type) {
        return type >= 1 && type <= NAMES.size() ? NAMES.get(type - 1) : "unknown-message-type-" + type;
    }
}

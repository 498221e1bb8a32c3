package io.brook.analysis.protocol.dhcp;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.record.DhcpMessage;

/** The options of a message (RFC 2132): the values of those that have a column in the log, and the lengths of the others. */
final class DhcpOptionParser {
    private static final int PAD = 0;
    private static final int HOST_NAME = 12;
    private static final int DOMAIN = 15;
    private static final int REQUESTED = 50;
    private static final int LEASE = 51;
    private static final int MESSAGE_TYPE = 53;
    private static final int MESSAGE = 56;
    private static final int CLIENT_IDENTIFIER = 61;
    private static final int CLIENT_FQDN = 81;
    private static final int END = 255;

    private static final int ETHERNET = 1;

    /** The flags and two response codes before the name (RFC 4702, section 2). */
    private static final int FQDN_HEADER = 3;

    /** Zeek names no field within an option. */
    private static final String VALUE = "OptionValue";

    private static final long NANOS = 1_000_000_000L;

    private DhcpOptionParser() {}

    /** Reads options up to the end mark, which must be there. */
    static void read(FieldReader in, DhcpMessage message) throws MalformedException {
        for (int code = in.u8("Option:code"); code != END; code = in.u8("Option:code")) {
            if (code != PAD) {
                int length = lengthOf(code, in.u8("OptionValueWrapper:length"));
                take(code, in.part("OptionValue", length), message);
            }
        }
    }

    /** Options of a fixed size have it whatever length they state; lists of addresses hold whole addresses. As in Zeek. */
    private static int lengthOf(int code, int stated) {
        return switch (code) {
            case 19, MESSAGE_TYPE, 116 -> 1;
            case 57 -> 2;
            case 1, 2, 28, REQUESTED, LEASE, 54, 58, 59 -> 4;
            case 3, 4, 5, 6, 42, 44 -> stated / 4 * 4;
            default -> stated;
        };
    }

    private static void take(int code, FieldReader value, DhcpMessage message) throws MalformedException {
        switch (code) {
            case HOST_NAME -> message.setHostName(value.restAsText());
            case DOMAIN -> message.setDomain(withoutZeros(value.restAsText()));
            case REQUESTED ->
                message.setRequested(IpAddress.v4((int) value.u32(VALUE)).toString());
            case LEASE -> message.setLease(value.u32(VALUE) * NANOS);
            case MESSAGE_TYPE -> takeType(value.u8(VALUE), message);
            case MESSAGE -> message.setMessage(value.restAsText());
            case CLIENT_IDENTIFIER ->
                message.setClientIdentifier(
                        value.u8(VALUE) == ETHERNET ? DhcpHardwareAddress.format(value.rest()) : null);
            case CLIENT_FQDN -> {
                value.skip(VALUE, FQDN_HEADER);
                message.setClientFqdn(value.restAsText());
            }
            default -> {}
        }
    }

    /** The first one counts. */
    private static void takeType(int type, DhcpMessage message) {
        if (message.getType() == 0) {
            message.setType(type);
        }
    }

    /** Zeek takes a name of one character for none. */
    private static String withoutZeros(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == 0) {
            end--;
        }
        return end <= 1 ? "" : name.substring(0, end);
    }
}

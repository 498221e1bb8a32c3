package io.brook.analysis.protocol.dhcp;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.record.DhcpMessage;

/** The options of a message (RFC 2132): the values of those that have a column in the log, and the lengths of the others. */
final class DhcpOptions {
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

    private static final long NANOS = 1_000_000_000L;

    private DhcpOptions() {}

    /**
     * Reads options up to the end mark.
     *
     * @return null, or what there was no room for
     */
    static String read(ByteCursor in, DhcpMessage message) {
        while (in.remaining() > 0) {
            int code = in.u8();
            if (code == END) {
                return null;
            }
            if (code == PAD) {
                continue;
            }
            if (in.remaining() < 1) {
                return "OptionValueWrapper:length: 1 > 0";
            }
            int length = lengthOf(code, in.u8());
            if (in.remaining() < length) {
                return "OptionValue: " + length + " > " + in.remaining();
            }
            if (length < headerOf(code)) {
                return "OptionValue: " + headerOf(code) + " > " + length;
            }
            take(code, in.slice(length), message);
        }
        return "Option:code: 1 > 0";
    }

    /** Options of a fixed size are so long whatever they say; lists of addresses hold whole addresses. As Zeek reads them. */
    private static int lengthOf(int code, int stated) {
        return switch (code) {
            case 19, MESSAGE_TYPE, 116 -> 1;
            case 57 -> 2;
            case 1, 2, 28, REQUESTED, LEASE, 54, 58, 59 -> 4;
            case 3, 4, 5, 6, 42, 44 -> stated / 4 * 4;
            default -> stated;
        };
    }

    private static int headerOf(int code) {
        return switch (code) {
            case CLIENT_IDENTIFIER -> 1;
            case CLIENT_FQDN -> FQDN_HEADER;
            default -> 0;
        };
    }

    private static void take(int code, ByteCursor value, DhcpMessage message) {
        int length = value.remaining();
        switch (code) {
            case HOST_NAME -> message.setHostName(value.text(length));
            case DOMAIN -> message.setDomain(withoutZeros(value.text(length)));
            case REQUESTED ->
                message.setRequested(IpAddress.v4((int) value.u32()).toString());
            case LEASE -> message.setLease(value.u32() * NANOS);
            case MESSAGE_TYPE -> takeType(value.u8(), message);
            case MESSAGE -> message.setMessage(value.text(length));
            case CLIENT_IDENTIFIER ->
                message.setClientIdentifier(
                        value.u8() == ETHERNET ? DhcpHardwareAddress.format(value, value.remaining()) : null);
            case CLIENT_FQDN -> {
                value.skip(FQDN_HEADER);
                message.setClientFqdn(value.text(value.remaining()));
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

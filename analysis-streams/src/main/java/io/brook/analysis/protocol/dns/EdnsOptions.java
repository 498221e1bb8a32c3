package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.SessionContext;

/** The options of an OPT record (RFC 6891), of which only oddities are said; it belongs where records are not read at all. */
final class EdnsOptions {
    private static final int OPTION_HEADER = 4;
    private static final int CLIENT_SUBNET = 8;
    private static final int KEEPALIVE = 11;

    private EdnsOptions() {}

    /** @return whether it makes sense to go on behind it */
    static boolean parse(SessionContext context, MessageBytes in) {
        while (in.remaining() >= OPTION_HEADER) {
            int option = in.u16();
            int length = in.u16();
            if (length > in.remaining()) {
                break;
            }
            int end = in.position() + length;
            if (option == CLIENT_SUBNET) {
                subnet(context, in, length);
            } else if (option == KEEPALIVE && (length == 0 || length == 2) && context.isDatagrams()) {
                context.weird("EDNS_TCP_Keepalive_In_UDP", null);
            }
            in.moveTo(end);
        }
        if (in.remaining() > 0) {
            context.weird("EDNS_truncated_option", null);
            return false;
        }
        return true;
    }

    /** The network of who asks (RFC 7871, section 6). */
    private static void subnet(SessionContext context, MessageBytes in, int length) {
        if (length <= 4) {
            context.weird("EDNS_ECS_invalid_option_len", null);
            return;
        }
        int family = in.u16();
        int bits = in.u8();
        int room = (length - 4) * 8;
        if (family != 1 && family != 2) {
            return;
        }
        String version = family == 1 ? "v4" : "v6";
        if (bits > (family == 1 ? 32 : 128)) {
            context.weird("EDNS_ECS_invalid_addr_" + version + "_prefix", bits + " bits");
        } else if (bits > room) {
            context.weird("EDNS_ECS_invalid_addr_" + version, "need " + bits + " bits, have " + room + " bits");
        }
    }
}

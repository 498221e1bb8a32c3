package io.brook.analysis.protocol.dns;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.weird.WeirdSink;

/** The options of an OPT record (RFC 6891). Only oddities are reported, since no other record of its section is read. */
final class DnsEdnsParser {
    private static final int OPTION_HEADER = 4;
    private static final int CLIENT_SUBNET = 8;
    private static final int KEEPALIVE = 11;

    private DnsEdnsParser() {}

    /** @return whether what follows can be read */
    static boolean parse(WeirdSink odd, FieldReader in, boolean isDatagram) {
        while (in.remaining() >= OPTION_HEADER) {
            int option = in.u16OrZero();
            int length = in.u16OrZero();
            if (length > in.remaining()) {
                break;
            }
            int end = in.position() + length;
            if (option == CLIENT_SUBNET) {
                subnet(odd, in, length);
            } else if (option == KEEPALIVE && (length == 0 || length == 2) && isDatagram) {
                odd.weird(DnsWeird.KEEPALIVE_OVER_UDP);
            }
            in.moveTo(end);
        }
        if (in.remaining() > 0) {
            odd.weird(DnsWeird.TRUNCATED_OPTION);
            return false;
        }
        return true;
    }

    /** The client's network (RFC 7871, section 6). */
    private static void subnet(WeirdSink odd, FieldReader in, int length) {
        if (length <= 4) {
            odd.weird(DnsWeird.SUBNET_LENGTH);
            return;
        }
        int family = in.u16OrZero();
        int bits = in.u8OrZero();
        int room = (length - 4) * 8;
        if (family != 1 && family != 2) {
            return;
        }
        boolean isVersion4 = family == 1;
        if (bits > (isVersion4 ? 32 : 128)) {
            odd.weird(isVersion4 ? DnsWeird.SUBNET_PREFIX_4 : DnsWeird.SUBNET_PREFIX_6, bits + " bits");
        } else if (bits > room) {
            DnsWeird weird = isVersion4 ? DnsWeird.SUBNET_ADDRESS_4 : DnsWeird.SUBNET_ADDRESS_6;
            odd.weird(weird, "need " + bits + " bits, have " + room + " bits");
        }
    }
}

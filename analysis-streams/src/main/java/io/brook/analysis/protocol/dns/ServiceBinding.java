package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.SessionContext;

/** SVCB and HTTPS records (RFC 9460): nothing of them is logged but what is wrong with them. */
final class ServiceBinding {
    private static final int LEAST = 3;
    private static final int PARAMETER_HEADER = 4;

    private static final int MANDATORY = 0;
    private static final int ALPN = 1;
    private static final int NO_DEFAULT_ALPN = 2;
    private static final int PORT = 3;
    private static final int IPV4_HINT = 4;
    private static final int ENCRYPTED_CLIENT_HELLO = 5;
    private static final int IPV6_HINT = 6;

    private final SessionContext context;
    private final MessageBytes in;

    private ServiceBinding(SessionContext context, MessageBytes in) {
        this.context = context;
        this.in = in;
    }

    /** @return whether it makes sense to go on behind it */
    static boolean parse(SessionContext context, MessageBytes in, NameReader name, int length) {
        if (in.remaining() < LEAST) {
            context.weird("DNS_SVCB_wrong_length", null);
            return false;
        }
        int from = in.position();
        int priority = in.u16();
        name.read(in, false);
        int parameters = length - (in.position() - from);
        if (parameters > 0 && priority == 0) {
            context.weird("DNS_SVCB_aliasmode_with_params", null);
        }
        new ServiceBinding(context, in).parameters(parameters);
        return true;
    }

    private void parameters(int length) {
        int left = length;
        while (left >= PARAMETER_HEADER) {
            int key = in.u16();
            int value = in.u16();
            left -= PARAMETER_HEADER;
            if (value > left) {
                context.weird("DNS_SVCB_param_value_toobig", value + " capped to " + left);
                in.skip(left);
                return;
            }
            left -= parameter(key, value);
        }
    }

    /** @return how much of the parameters is counted as read; what is not moved over is read again as the next parameter */
    private int parameter(int key, int length) {
        return switch (key) {
            case MANDATORY -> checked(length != 0 && length % 2 == 0, "DNS_SVCB_mandatory_length_invalid", length);
            case ALPN -> protocols(length);
            case NO_DEFAULT_ALPN -> checked(length == 0, "DNS_SVCB_nodefaultalpn_value", length);
            case PORT -> port(length);
            case IPV4_HINT -> checked(length % 4 == 0, "DNS_SVCB_hint_length_invalid", length);
            case IPV6_HINT -> checked(length % 16 == 0, "DNS_SVCB_hint_length_invalid", length);
            case ENCRYPTED_CLIENT_HELLO -> checked(true, null, length);
            default -> checked(false, "DNS_SVCB_key_reserved_or_invalid", length);
        };
    }

    private int checked(boolean fine, String fault, int length) {
        if (!fine) {
            context.weird(fault, null);
        }
        in.skip(length);
        return length;
    }

    private int port(int length) {
        if (length != 2) {
            context.weird("DNS_SVCB_port_length_invalid", null);
            return length;
        }
        in.skip(length);
        return length;
    }

    private int protocols(int length) {
        int read = 0;
        while (read + 2 < length) {
            int each = in.u8();
            read++;
            if (each == 0 || each + read > length) {
                return checked(false, "DNS_SVCB_alpn_length_invalid", length - read);
            }
            in.skip(each);
            read += each;
        }
        return length;
    }
}

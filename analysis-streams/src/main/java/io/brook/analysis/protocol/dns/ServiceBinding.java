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
                value = left;
            } else {
                String fault = fault(key, value);
                if (fault != null) {
                    context.weird(fault, null);
                }
            }
            in.skip(value);
            left -= value;
        }
    }

    /** What is wrong with the value that the message stands before; null when nothing is. */
    private String fault(int key, int length) {
        return switch (key) {
            case MANDATORY -> length > 0 && length % 2 == 0 ? null : "DNS_SVCB_mandatory_length_invalid";
            case ALPN -> areProtocols(length) ? null : "DNS_SVCB_alpn_length_invalid";
            case NO_DEFAULT_ALPN -> length == 0 ? null : "DNS_SVCB_nodefaultalpn_value";
            case PORT -> length == 2 ? null : "DNS_SVCB_port_length_invalid";
            case IPV4_HINT -> length % 4 == 0 ? null : "DNS_SVCB_hint_length_invalid";
            case IPV6_HINT -> length % 16 == 0 ? null : "DNS_SVCB_hint_length_invalid";
            case ENCRYPTED_CLIENT_HELLO -> null;
            default -> "DNS_SVCB_key_reserved_or_invalid";
        };
    }

    /** Whether the value is made of names of protocols, each behind its length. */
    private boolean areProtocols(int length) {
        int read = 0;
        while (read < length) {
            int each = in.byteAt(in.position() + read);
            read += 1 + each;
            if (each == 0 || read > length) {
                return false;
            }
        }
        return true;
    }
}

package io.brook.analysis.protocol.dns;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.weird.WeirdSink;

/** SVCB and HTTPS records (RFC 9460), of which only oddities are logged. */
final class DnsServiceBindingParser {
    private static final int LEAST = 3;
    private static final int PARAMETER_HEADER = 4;

    private static final int MANDATORY = 0;
    private static final int ALPN = 1;
    private static final int NO_DEFAULT_ALPN = 2;
    private static final int PORT = 3;
    private static final int IPV4_HINT = 4;
    private static final int ENCRYPTED_CLIENT_HELLO = 5;
    private static final int IPV6_HINT = 6;

    private final WeirdSink odd;
    private final FieldReader in;

    private DnsServiceBindingParser(WeirdSink odd, FieldReader in) {
        this.odd = odd;
        this.in = in;
    }

    /** @return whether what follows can be read */
    static boolean parse(WeirdSink odd, FieldReader in, DnsNameReader name, int length) {
        if (in.remaining() < LEAST) {
            odd.weird(DnsWeird.SVCB_LENGTH);
            return false;
        }
        int from = in.position();
        int priority = in.u16OrZero();
        name.read(in, false);
        int parameters = length - (in.position() - from);
        if (parameters > 0 && priority == 0) {
            odd.weird(DnsWeird.SVCB_ALIAS_WITH_PARAMETERS);
        }
        new DnsServiceBindingParser(odd, in).parameters(parameters);
        return true;
    }

    private void parameters(int length) {
        int left = length;
        while (left >= PARAMETER_HEADER) {
            int key = in.u16OrZero();
            int value = in.u16OrZero();
            left -= PARAMETER_HEADER;
            if (value > left) {
                odd.weird(DnsWeird.SVCB_VALUE_TOO_BIG, value + " capped to " + left);
                value = left;
            } else {
                DnsWeird fault = fault(key, value);
                if (fault != null) {
                    odd.weird(fault);
                }
            }
            in.skipUpTo(value);
            left -= value;
        }
    }

    /** What is wrong with the value at the current position; null when nothing is. */
    private DnsWeird fault(int key, int length) {
        return switch (key) {
            case MANDATORY -> length > 0 && length % 2 == 0 ? null : DnsWeird.SVCB_MANDATORY;
            case ALPN -> areProtocols(length) ? null : DnsWeird.SVCB_ALPN;
            case NO_DEFAULT_ALPN -> length == 0 ? null : DnsWeird.SVCB_NO_DEFAULT_ALPN;
            case PORT -> length == 2 ? null : DnsWeird.SVCB_PORT;
            case IPV4_HINT -> length % 4 == 0 ? null : DnsWeird.SVCB_HINT;
            case IPV6_HINT -> length % 16 == 0 ? null : DnsWeird.SVCB_HINT;
            case ENCRYPTED_CLIENT_HELLO -> null;
            default -> DnsWeird.SVCB_KEY;
        };
    }

    /** Whether the value is a list of protocol names, each preceded by its length. */
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

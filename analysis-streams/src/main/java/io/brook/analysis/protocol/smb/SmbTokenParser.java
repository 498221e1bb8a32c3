package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognises what authenticates the two sides: plain NTLM, or GSSAPI negotiation (RFC 4178) with NTLM or Kerberos in it. Zeek names each
 * of them among the connection's services, what is inside before what it is in.
 */
final class SmbTokenParser {
    private static final String NTLM = "NTLMSSP";
    private static final int LEAST = 8;

    /** The length of what messages of NTLM begin with: the name and a zero. */
    private static final int SIGNATURE = 8;

    /** How long the messages of NTLM are without their contents, by type (MS-NLMP, section 2.2.1). */
    private static final int[] NTLM_FIELDS = {12, 32, 48, 64};

    private static final int INITIAL = 0x60;
    private static final int CONTEXT = 0xa0;
    private static final int INTEGRITY = 0x0404;
    private static final int WRAPPED = 0x0504;
    private static final int TOKEN = 2;
    private static final int KERBEROS_REQUEST = 0x6e;
    private static final int KERBEROS_REPLY = 0x6f;
    private static final int KERBEROS_ERROR = 0x7e;

    private SmbTokenParser() {}

    /** The services in what one side has sent, as far as that is here. */
    static List<String> any(FieldReader token) {
        FieldReader in = token.here();
        if (in.length() < LEAST) {
            return List.of();
        }
        return isNtlm(in) ? ntlm(in) : gssapi(in);
    }

    private static boolean isNtlm(FieldReader in) {
        in.moveTo(0);
        return in.skipIf(NTLM);
    }

    /** Those in a message of NTLM: itself, if it is long enough for its type. */
    static List<String> ntlm(FieldReader in) {
        if (in.length() < NTLM_FIELDS[0]) {
            return List.of();
        }
        in.moveTo(SIGNATURE);
        long type = in.u32OrZero();
        int least = NTLM_FIELDS[type < NTLM_FIELDS.length ? (int) type : 0];
        return in.length() >= least ? List.of("ntlm") : List.of();
    }

    /** Those in a message of GSSAPI: what mechanism speaks in it, and itself. */
    static List<String> gssapi(FieldReader in) {
        List<String> services = new ArrayList<>();
        SmbTag outer = SmbTag.at(in, 0);
        int kind = outer.tag() << 8 | outer.shortLength();
        if (kind == INTEGRITY || kind == WRAPPED || outer.isThere() && negotiation(in, outer, services)) {
            services.add("gssapi");
        }
        return services;
    }

    private static boolean negotiation(FieldReader in, SmbTag outer, List<String> services) {
        SmbTag list = SmbTag.at(in, outer.contents());
        if (outer.tag() == INITIAL) {
            // The mechanism's name comes first, and then what says that this is the beginning.
            SmbTag wrapper = SmbTag.at(in, list.end());
            list = SmbTag.at(in, wrapper.contents());
        }
        boolean right = list.isThere();
        for (int at = list.contents(); right && at < in.length(); ) {
            SmbTag each = SmbTag.at(in, at);
            right = each.isComplete() && each.tag() >= CONTEXT && each.tag() <= CONTEXT + 3;
            if (right && each.tag() == CONTEXT + TOKEN) {
                services.addAll(mechanism(each.contentsIn(in)));
            }
            at = each.end();
        }
        return right;
    }

    private static List<String> mechanism(FieldReader in) {
        SmbTag outer = SmbTag.at(in, 0);
        if (!outer.isComplete() || outer.contents() == outer.end()) {
            return List.of();
        }
        FieldReader token = outer.contentsIn(in);
        if (isNtlm(token)) {
            return ntlm(token);
        }
        return token.byteAt(0) == INITIAL ? kerberos(token) : List.of();
    }

    /** Behind the mechanism's name are two bytes, and then what kind of message it is. */
    private static List<String> kerberos(FieldReader in) {
        SmbTag name = SmbTag.at(in, SmbTag.at(in, 0).contents());
        int at = name.end() + 2;
        int tag = at < in.length() ? in.byteAt(at) : 0;
        boolean isKerberos = tag == KERBEROS_REQUEST || tag == KERBEROS_REPLY || tag == KERBEROS_ERROR;
        return isKerberos ? List.of("krb") : List.of();
    }
}

package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import java.nio.ByteOrder;

/**
 * Authentication: plain NTLM, or GSSAPI negotiation (RFC 4178) with NTLM or Kerberos in it. Zeek names each of them among the
 * connection's services.
 */
final class SmbSecurity {
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

    private final SessionContext context;

    SmbSecurity(SessionContext context) {
        this.context = context;
    }

    /** What one side has sent. */
    void token(FieldReader token) {
        ByteCursor here = token.cursor();
        if (here.remaining() < LEAST) {
            return;
        }
        byte[] bytes = here.array();
        int begin = here.position();
        int end = begin + here.remaining();
        if (isNtlm(bytes, begin, end)) {
            ntlm(bytes, begin, end);
        } else {
            gssapi(bytes, begin, end);
        }
    }

    private static boolean isNtlm(byte[] bytes, int at, int end) {
        for (int i = 0; i < NTLM.length(); i++) {
            if (at + i >= end || bytes[at + i] != NTLM.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A message of NTLM that is long enough for its type. */
    void ntlm(byte[] bytes, int at, int end) {
        if (end - at < NTLM_FIELDS[0]) {
            return;
        }
        FieldReader in = FieldReader.of("NTLM_SSP_Token", bytes, at, end - at, ByteOrder.LITTLE_ENDIAN);
        in.moveTo(SIGNATURE);
        long type = in.u32OrZero();
        if (in.length() >= NTLM_FIELDS[type < NTLM_FIELDS.length ? (int) type : 0]) {
            context.confirmInner("ntlm");
        }
    }

    /** A message of GSSAPI, and what mechanism speaks in it. */
    void gssapi(byte[] bytes, int begin, int end) {
        SmbTag outer = new SmbTag(bytes, begin, end);
        int kind = (outer.tag() & 0xff) << 8 | outer.shortLength();
        if (kind == INTEGRITY || kind == WRAPPED || outer.isThere() && negotiation(bytes, outer, end)) {
            context.confirmInner("gssapi");
        }
    }

    private boolean negotiation(byte[] bytes, SmbTag outer, int end) {
        SmbTag list = new SmbTag(bytes, outer.contents(), end);
        if (outer.tag() == INITIAL) {
            // The mechanism's name comes first, and then what says that this is the beginning.
            SmbTag wrapper = new SmbTag(bytes, list.end(), end);
            list = new SmbTag(bytes, wrapper.contents(), end);
        }
        boolean right = list.isThere();
        for (int at = list.contents(); right && at < end; ) {
            SmbTag each = new SmbTag(bytes, at, end);
            right = each.isComplete() && each.tag() >= CONTEXT && each.tag() <= CONTEXT + 3;
            if (right && each.tag() == CONTEXT + TOKEN) {
                mechanism(bytes, new SmbTag(bytes, each.contents(), each.end()));
            }
            at = each.end();
        }
        return right;
    }

    private void mechanism(byte[] bytes, SmbTag token) {
        if (!token.isComplete() || token.contents() == token.end()) {
            return;
        }
        int at = token.contents();
        if (isNtlm(bytes, at, token.end())) {
            ntlm(bytes, at, token.end());
        } else if (bytes[at] == INITIAL) {
            SmbTag name = new SmbTag(bytes, new SmbTag(bytes, at, token.end()).contents(), token.end());
            kerberos(bytes, name.end() + 2, token.end());
        }
    }

    private void kerberos(byte[] bytes, int at, int end) {
        int tag = at < end ? bytes[at] : 0;
        if (tag == KERBEROS_REQUEST || tag == KERBEROS_REPLY || tag == KERBEROS_ERROR) {
            context.confirmInner("krb");
        }
    }
}

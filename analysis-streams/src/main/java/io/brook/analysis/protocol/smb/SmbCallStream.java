package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.FieldReader;
import java.nio.ByteOrder;

/**
 * One direction of a pipe, cut into the fragments that calls and replies consist of (C706, section 12.6): a header, a body, and
 * what proves who speaks.
 */
final class SmbCallStream {
    /** Longer proofs are not looked at behind this. */
    private static final int MAX_PROOF = 4096;

    /** The fields before a proof. */
    private static final int PROOF = 8;

    private static final int GSSAPI = 0x09;
    private static final int NTLM = 0x0a;
    private static final int TLS = 0x0e;
    private static final int KERBEROS = 0x10;
    private static final int NETLOGON = 0x44;

    private static final byte[] NOTHING = {};

    private final SessionContext context;
    private final SmbFragments fragments;
    private final byte[] header = new byte[SmbCallHeader.LENGTH];
    private int filled;
    private int bodyLength;

    /** How much of the body is still to come. */
    private int body;

    /** How much of the proof is still to come, with the fields before it. */
    private int proving;

    private byte[] proof = NOTHING;
    private int proved;

    SmbCallStream(SessionContext context) {
        this.context = context;
        this.fragments = new SmbFragments(context);
    }

    /**
     * The next bytes.
     *
     * @return false when the pipe is to be looked at no more
     */
    boolean data(byte[] bytes, int offset, int length) {
        int end = offset + length;
        boolean on = true;
        for (int at = offset; at < end && on; ) {
            if (filled < SmbCallHeader.LENGTH) {
                at += header(bytes, at, end);
                if (filled == SmbCallHeader.LENGTH && !begin()) {
                    filled = 0;
                    return true;
                }
            } else {
                at += body > 0 ? body(end - at) : prove(bytes, at, end);
            }
            on = filled < SmbCallHeader.LENGTH || body > 0 || proving > 0 || fragment();
        }
        return on;
    }

    private int header(byte[] bytes, int at, int end) {
        int length = Math.min(SmbCallHeader.LENGTH - filled, end - at);
        System.arraycopy(bytes, at, header, filled, length);
        filled += length;
        return length;
    }

    /** Whether the header is valid. */
    private boolean begin() {
        SmbCallHeader begun = SmbCallHeader.of(header);
        proving = begun.proofLength() > 0 ? begun.proofLength() + PROOF : 0;
        bodyLength = begun.length() - SmbCallHeader.LENGTH - proving;
        body = bodyLength;
        proof = proving == 0 ? NOTHING : new byte[Math.min(proving, MAX_PROOF)];
        proved = 0;
        return begun.version() == SmbCallHeader.VERSION && body >= 0;
    }

    private int body(int length) {
        int part = Math.min(body, length);
        body -= part;
        return part;
    }

    private int prove(byte[] bytes, int at, int end) {
        int length = Math.min(proving, end - at);
        int kept = Math.min(length, proof.length - proved);
        System.arraycopy(bytes, at, proof, proved, kept);
        proved += kept;
        proving -= length;
        return length;
    }

    private boolean fragment() {
        filled = 0;
        if (proof.length > 0) {
            proof();
        }
        SmbCallHeader complete = SmbCallHeader.of(header);
        boolean on = fragments.add(complete.call(), complete.flags(), bodyLength);
        context.confirmInner("dce_rpc");
        return on;
    }

    private void proof() {
        int kind = proof[0] & 0xff;
        FieldReader token = FieldReader.of("auth_value", proof, PROOF, proof.length - PROOF, ByteOrder.LITTLE_ENDIAN);
        switch (kind) {
            case GSSAPI -> SmbTokenParser.gssapi(token).forEach(context::confirmInner);
            case NTLM -> SmbTokenParser.ntlm(token).forEach(context::confirmInner);
            case KERBEROS -> {}
            case TLS -> context.weird(SmbWeird.CALL_PROOF_OF_TLS, Integer.toString(kind));
            case NETLOGON -> context.weird(SmbWeird.CALL_PROOF_OF_NETLOGON, Integer.toString(kind));
            default -> context.weird(SmbWeird.UNKNOWN_CALL_PROOF, Integer.toString(kind));
        }
        proof = NOTHING;
    }
}

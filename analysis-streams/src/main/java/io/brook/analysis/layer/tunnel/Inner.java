package io.brook.analysis.layer.tunnel;

import io.brook.schemas.flow.Bytes;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.packet.LinkType;

/**
 * What a tunnel's header was found to carry: where it starts and what it starts with; or what is wrong with the header.
 * Reused; see {@link Tunnels}.
 */
public final class Inner {
    private static final int ANY_VERSION = 0;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;

    private int linkType;
    private int offset;
    private boolean exact;
    private int version;
    private boolean empty;
    private TunnelWeird odd;
    private String detail;
    private String violation;

    void clear() {
        empty = false;
        odd = null;
        detail = null;
        violation = null;
    }

    /** An IP packet or a frame that starts at {@code offset}. */
    boolean is(int linkType, int offset) {
        this.linkType = linkType;
        this.offset = offset;
        exact = false;
        version = ANY_VERSION;
        return true;
    }

    /** An IP packet that must fill the tunnel's payload to the last byte, or it is none. */
    boolean isExactIp(int offset) {
        is(LinkType.RAW, offset);
        exact = true;
        return true;
    }

    /** An IP packet of this version that must fill the payload. */
    boolean isExactIp(int offset, int version) {
        isExactIp(offset);
        this.version = version;
        return true;
    }

    /** The header is odd, and nothing is looked for behind it. */
    boolean isOdd(TunnelWeird odd) {
        this.odd = odd;
        return false;
    }

    /** The header is sound, and nothing follows it. */
    boolean isEmpty(TunnelWeird odd) {
        empty = true;
        return isOdd(odd);
    }

    boolean isOdd(TunnelWeird odd, String detail) {
        this.detail = detail;
        return isOdd(odd);
    }

    /** What is inside is worth a look, but odd. */
    boolean isOddBut(TunnelWeird odd) {
        this.odd = odd;
        return true;
    }

    /** This is not the tunnel it was taken for. */
    boolean isViolation(String reason) {
        violation = reason;
        return false;
    }

    /**
     * Whether an IP packet that must fill the tunnel's payload does; true where nothing has to. What is wrong otherwise is the
     * {@linkplain #odd() oddity}, as Zeek finds it before it looks at anything else of the packet.
     *
     * @param end one past the tunnel payload's last captured byte
     */
    public boolean fits(byte[] bytes, int end) {
        if (!exact) {
            return true;
        }
        int length = end - offset;
        int found = length > 0 ? Bytes.u8(bytes, offset) >>> 4 : ANY_VERSION;
        int expected = version == ANY_VERSION ? found : version;
        if (expected == 6 && length < IPV6_HEADER) {
            return isOdd(TunnelWeird.TRUNCATED_INNER_IP);
        }
        if (found != expected || expected != 4 && expected != 6 || length < IPV4_HEADER) {
            return isOdd(TunnelWeird.INVALID_INNER_IP_VERSION);
        }
        int stated = expected == 4 ? Bytes.u16(bytes, offset + 2) : Bytes.u16(bytes, offset + 4) + IPV6_HEADER;
        if (stated == length) {
            return true;
        }
        return isOdd(stated > length ? TunnelWeird.TRUNCATED_INNER_IP : TunnelWeird.INNER_IP_PAYLOAD_LENGTH_MISMATCH);
    }

    /**
     * Walks what is inside.
     *
     * @param end one past the tunnel payload's last captured byte
     * @param originalEnd where the payload ended on the wire
     */
    public void walk(HeaderWalk walk, byte[] bytes, int end, int originalEnd) {
        walk.walk(linkType, bytes, offset, end - offset, originalEnd - offset);
    }

    /** Whether the tunnel's header is sound and nothing follows it. */
    public boolean isEmpty() {
        return empty;
    }

    /** What is odd about the tunnel's header or about what is inside, or null. */
    public TunnelWeird odd() {
        return odd;
    }

    /** More about that, or null. */
    public String detail() {
        return detail;
    }

    /** Why this is not the tunnel it was taken for, in Zeek's words; or null. */
    public String violation() {
        return violation;
    }
}

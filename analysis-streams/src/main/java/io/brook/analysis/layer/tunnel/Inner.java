package io.brook.analysis.layer.tunnel;

import io.brook.schemas.flow.HeaderFault;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.packet.LinkType;

/**
 * What a tunnel's header was found to carry: where it starts and what it starts with; or what is wrong with the header.
 * Reused; see {@link Tunnels}.
 */
public final class Inner {
    private static final int ANY_VERSION = 0;

    private int linkType;
    private int offset;
    private boolean exact;
    private int version;
    private TunnelWeird odd;
    private String detail;
    private String violation;

    void clear() {
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
     * Walks what is inside.
     *
     * @param end one past the tunnel payload's last captured byte
     * @param originalEnd where the payload ended on the wire
     * @return whether there is an IP packet inside
     */
    public boolean walk(HeaderWalk walk, byte[] bytes, int end, int originalEnd) {
        boolean sound = walk.walk(linkType, bytes, offset, end - offset, originalEnd - offset);
        if (!exact) {
            return sound;
        }
        boolean wrongVersion = walk.fault() == HeaderFault.NO_IP
                || walk.fault() == HeaderFault.UNKNOWN_IP_VERSION
                || version != ANY_VERSION && end > offset && bytes[offset] >>> 4 != version;
        if (wrongVersion) {
            return isOdd(TunnelWeird.INVALID_INNER_IP_VERSION);
        }
        if (walk.fault() == HeaderFault.TRUNCATED_IP || walk.fault() == HeaderFault.TRUNCATED_IP_LENGTH) {
            return isOdd(TunnelWeird.TRUNCATED_INNER_IP);
        }
        if (walk.ipLength() != end - offset) {
            return isOdd(
                    walk.ipLength() > end - offset
                            ? TunnelWeird.TRUNCATED_INNER_IP
                            : TunnelWeird.INNER_IP_PAYLOAD_LENGTH_MISMATCH);
        }
        return sound;
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

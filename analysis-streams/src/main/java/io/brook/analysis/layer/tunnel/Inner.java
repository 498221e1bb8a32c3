package io.brook.analysis.layer.tunnel;

import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.packet.LinkType;

/** What a tunnel's header was found to carry: where it starts and what it starts with. Reused; see {@link Tunnels}. */
public final class Inner {
    private int linkType;
    private int offset;
    private boolean exact;

    /** An IP packet or a frame that starts at {@code offset}. */
    boolean is(int linkType, int offset) {
        this.linkType = linkType;
        this.offset = offset;
        this.exact = false;
        return true;
    }

    /** An IP packet that must fill the tunnel's payload to the last byte, or it is none. */
    boolean isExactIp(int offset) {
        is(LinkType.RAW, offset);
        exact = true;
        return true;
    }

    /** Where it starts. */
    public int offset() {
        return offset;
    }

    /**
     * Walks what is inside.
     *
     * @param end one past the tunnel payload's last captured byte
     * @param originalEnd where the payload ended on the wire
     * @return whether there is an IP packet inside
     */
    public boolean walk(HeaderWalk walk, byte[] bytes, int end, int originalEnd) {
        if (!walk.walk(linkType, bytes, offset, end - offset, originalEnd - offset)) {
            return false;
        }
        return !exact || walk.ipLength() == end - offset;
    }
}

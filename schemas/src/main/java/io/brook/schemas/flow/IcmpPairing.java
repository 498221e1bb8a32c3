package io.brook.schemas.flow;

/** Which ICMP message answers which: Zeek's pairing, which makes a ping and its echo one connection. */
public final class IcmpPairing {
    /** Nothing answers this type. */
    public static final int ONE_WAY = -1;

    private IcmpPairing() {}

    /** The ICMP type that answers (or asks for) this one, or {@link #ONE_WAY}. RFC 792, 950, 1256. */
    public static int counterpart4(int type) {
        return switch (type) {
            case 0 -> 8;
            case 8 -> 0;
            case 9 -> 10;
            case 10 -> 9;
            case 13 -> 14;
            case 14 -> 13;
            case 15 -> 16;
            case 16 -> 15;
            case 17 -> 18;
            case 18 -> 17;
            default -> ONE_WAY;
        };
    }

    /** The ICMPv6 type that answers (or asks for) this one, or {@link #ONE_WAY}. RFC 4443, 4861, 2710, 4620. */
    public static int counterpart6(int type) {
        return switch (type) {
            case 128 -> 129;
            case 129 -> 128;
            case 130 -> 131;
            case 131 -> 130;
            case 133 -> 134;
            case 134 -> 133;
            case 135 -> 136;
            case 136 -> 135;
            case 139 -> 140;
            case 140 -> 139;
            case 144 -> 145;
            case 145 -> 144;
            default -> ONE_WAY;
        };
    }
}

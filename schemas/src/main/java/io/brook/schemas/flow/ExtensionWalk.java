package io.brook.schemas.flow;

import static io.brook.schemas.flow.Bytes.i64;
import static io.brook.schemas.flow.Bytes.u16;
import static io.brook.schemas.flow.Bytes.u8;

/**
 * Follows the chain of extension headers of an IPv6 packet (RFC 8200, section 4) to the first other header, and finds out sender
 * and receiver on the way. Holds the result of the last walk; allocates nothing.
 */
final class ExtensionWalk {
    private static final int IPV6_HEADER = 40;
    private static final int MAX_EXTENSIONS = 32;
    private static final int HOME_ADDRESS_OPTION = 201;

    private byte[] data;
    private int protocol;
    private int at;
    private int fragmentHeader;
    private int fragmentAnnounced;
    private long sourceHigh;
    private long sourceLow;
    private long targetHigh;
    private long targetLow;
    private int oddities;

    /** No packet was walked. */
    void forget() {
        oddities = 0;
    }

    /**
     * @param offset where the IPv6 header starts, which has been captured completely
     * @param end one past the last captured byte
     */
    void walk(byte[] data, int offset, int end) {
        this.data = data;
        oddities = 0;
        fragmentHeader = 0;
        sourceHigh = i64(data, offset + 8);
        sourceLow = i64(data, offset + 16);
        target(offset + 24);
        at = offset + IPV6_HEADER;
        int announced = offset + 6;
        protocol = u8(data, announced);
        boolean laterFragment = false;
        for (int i = 0; i < MAX_EXTENSIONS && !laterFragment && isExtension(protocol) && end - at >= 8; i++) {
            int length = extensionLength(protocol, at);
            if (end - at < length) {
                return;
            }
            if (protocol == IpProtocol.FRAGMENT) {
                fragmentHeader = at;
                fragmentAnnounced = announced;
                laterFragment = (u16(data, at + 2) & 0xfff8) > 0;
            } else if (protocol == IpProtocol.ROUTING) {
                finalDestination(at, length);
            } else if (protocol == IpProtocol.DESTINATION) {
                homeAddress(at, length);
            }
            announced = at;
            protocol = u8(data, at);
            at += length;
        }
    }

    /** The protocol after all extension headers. */
    int protocol() {
        return protocol;
    }

    /** One past the last extension header. */
    int end() {
        return at;
    }

    /** Where the fragment header starts; 0 when there is none. */
    int fragmentHeader() {
        return fragmentHeader;
    }

    /** Where the next-header field is that announces the fragment header. */
    int fragmentAnnounced() {
        return fragmentAnnounced;
    }

    /** The sender, a mobile node by its home address. */
    long sourceHigh() {
        return sourceHigh;
    }

    long sourceLow() {
        return sourceLow;
    }

    /** The receiver at the end of a source route. */
    long targetHigh() {
        return targetHigh;
    }

    long targetLow() {
        return targetLow;
    }

    /** What is odd, a bit for the ordinal of each {@link HeaderOddity}. */
    int oddities() {
        return oddities;
    }

    private static boolean isExtension(int header) {
        return switch (header) {
            case IpProtocol.HOP_BY_HOP,
                    IpProtocol.ROUTING,
                    IpProtocol.FRAGMENT,
                    IpProtocol.AUTHENTICATION,
                    IpProtocol.DESTINATION -> true;
            default -> false;
        };
    }

    private int extensionLength(int header, int at) {
        return switch (header) {
            case IpProtocol.FRAGMENT -> 8;
            case IpProtocol.AUTHENTICATION -> (u8(data, at + 1) + 2) * 4;
            default -> (u8(data, at + 1) + 1) * 8;
        };
    }

    /** A source route that is not used up names the real destination last (type 0: RFC 2460; type 2: RFC 6275). */
    private void finalDestination(int at, int length) {
        int type = u8(data, at + 2);
        boolean left = u8(data, at + 3) > 0;
        if (type == 0) {
            note(HeaderOddity.ROUTING0_HDR);
            boolean wholeAddresses = length >= 24 && length % 16 == 8;
            if (left && !wholeAddresses) {
                note(HeaderOddity.ODD_ROUTING0_LEN);
            } else if (left) {
                target(at + length - 16);
            }
        } else if (type == 2) {
            if (left && length != 24) {
                note(HeaderOddity.BAD_ROUTING2_LEN);
            } else if (left) {
                target(at + 8);
            }
        } else {
            note(HeaderOddity.UNKNOWN_ROUTING_TYPE);
        }
    }

    private void target(int at) {
        targetHigh = i64(data, at);
        targetLow = i64(data, at + 8);
    }

    /** A mobile node's home address (RFC 6275, section 6.3) stands for the address it sends from. */
    private void homeAddress(int at, int length) {
        boolean found = false;
        int option = at + 2;
        int last = at + length;
        while (option < last) {
            int type = u8(data, option);
            if (type == 0) {
                option++;
                continue;
            }
            int size = option + 1 < last ? u8(data, option + 1) : last;
            if (last - option < 2 + size) {
                note(HeaderOddity.BAD_IPV6_DEST_OPT_LEN);
                return;
            }
            if (type == HOME_ADDRESS_OPTION && size != 16) {
                note(HeaderOddity.BAD_HOME_ADDR_LEN);
            } else if (type == HOME_ADDRESS_OPTION && found) {
                note(HeaderOddity.MULTIPLE_HOME_ADDR_OPTS);
            } else if (type == HOME_ADDRESS_OPTION) {
                found = true;
                sourceHigh = i64(data, option + 2);
                sourceLow = i64(data, option + 10);
            }
            option += 2 + size;
        }
    }

    private void note(HeaderOddity odd) {
        oddities |= 1 << odd.ordinal();
    }
}

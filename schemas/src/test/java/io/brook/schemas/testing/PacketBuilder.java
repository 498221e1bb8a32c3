package io.brook.schemas.testing;

import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.flow.IpProtocol;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds IP packets and Ethernet frames in code, with correct lengths and checksums unless told otherwise. The addresses say
 * whether it is IPv4 or IPv6. Everything is in network byte order, as RFC 791, 8200, 9293, 768, 792 and 4443 have it.
 *
 * <pre>
 *   byte[] frame = PacketBuilder.tcp("10.0.0.1", 1024, "10.0.0.2", 80).flags(SYN).sequence(99).ethernet();
 * </pre>
 */
public final class PacketBuilder {
    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int ACK = 16;

    private static final int DONT_FRAGMENT = 0x4000;
    private static final int VLAN = 0x8100;

    private final IpAddress source;
    private final IpAddress target;
    private final int protocol;
    private IpAddress summedSource;
    private IpAddress summedTarget;
    private int sourcePort;
    private int targetPort;
    private int flags;
    private long sequence;
    private long acknowledgment;
    private int window = 8192;
    private byte[] payload = {};
    private int checksumError;
    private int id;
    private int fragmentBits = DONT_FRAGMENT;
    private int statedIpLength = -1;
    private int statedUdpLength = -1;
    private byte[] ipOptions = {};
    private int[] vlans = {};
    private final List<Extension> extensions = new ArrayList<>();

    private record Extension(int type, byte[] body) {}

    private PacketBuilder(String source, String target, int protocol) {
        this.source = IpAddress.parse(source);
        this.target = IpAddress.parse(target);
        this.protocol = protocol;
        summedSource = this.source;
        summedTarget = this.target;
    }

    public static PacketBuilder tcp(String source, int sourcePort, String target, int targetPort) {
        return new PacketBuilder(source, target, IpProtocol.TCP).ports(sourcePort, targetPort);
    }

    public static PacketBuilder udp(String source, int sourcePort, String target, int targetPort) {
        return new PacketBuilder(source, target, IpProtocol.UDP).ports(sourcePort, targetPort);
    }

    /** An ICMP message between IPv4 addresses, an ICMPv6 message between IPv6 addresses. */
    public static PacketBuilder icmp(String source, String target, int type, int code) {
        boolean v4 = IpAddress.parse(source).isV4();
        return new PacketBuilder(source, target, v4 ? IpProtocol.ICMP : IpProtocol.ICMPV6).ports(type, code);
    }

    /** A packet of any protocol, whose payload follows the IP header as it is. */
    public static PacketBuilder ip(String source, String target, int protocol) {
        return new PacketBuilder(source, target, protocol);
    }

    private PacketBuilder ports(int sourcePort, int targetPort) {
        this.sourcePort = sourcePort;
        this.targetPort = targetPort;
        return this;
    }

    /** @param flags any of {@link #FIN}, {@link #SYN}, {@link #RST}, {@link #ACK}, or'ed */
    public PacketBuilder flags(int flags) {
        this.flags = flags;
        return this;
    }

    /** @param sequence its lowest 32 bits count */
    public PacketBuilder sequence(long sequence) {
        this.sequence = sequence;
        return this;
    }

    /** @param acknowledgment its lowest 32 bits count */
    public PacketBuilder acknowledgment(long acknowledgment) {
        this.acknowledgment = acknowledgment;
        return this;
    }

    public PacketBuilder window(int window) {
        this.window = window;
        return this;
    }

    public PacketBuilder payload(byte[] payload) {
        this.payload = payload;
        return this;
    }

    /** A payload of so many bytes, which count up from the low byte of {@link #sequence}. */
    public PacketBuilder payload(int length) {
        payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (sequence + i);
        }
        return this;
    }

    /** Makes the transport checksum wrong. */
    public PacketBuilder badChecksum() {
        checksumError = 1;
        return this;
    }

    /** Identification, offset and flag of an IPv4 fragment; the transport header is still built unless the protocol has none. */
    public PacketBuilder fragment(int id, int offset, boolean more) {
        this.id = id;
        fragmentBits = offset / 8 | (more ? 0x2000 : 0);
        return this;
    }

    /** What the IP header states as its length (IPv4: total, IPv6: payload), right or wrong. */
    public PacketBuilder statedIpLength(int length) {
        statedIpLength = length;
        return this;
    }

    /** What the UDP header states as its length, right or wrong. */
    public PacketBuilder statedUdpLength(int length) {
        statedUdpLength = length;
        return this;
    }

    /** @param options IPv4 options, a multiple of four bytes */
    public PacketBuilder ipOptions(byte[] options) {
        ipOptions = options;
        return this;
    }

    /** @param vlans the tags of the Ethernet frame, the outermost first */
    public PacketBuilder vlan(int... vlans) {
        this.vlans = vlans;
        return this;
    }

    /**
     * Puts an IPv6 extension header after those before it.
     *
     * @param body all of it but its first byte, which announces the next header
     */
    public PacketBuilder extension(int type, byte[] body) {
        extensions.add(new Extension(type, body));
        return this;
    }

    /** The addresses that the checksum covers where extension headers name others than the IPv6 header does. */
    public PacketBuilder checksumOver(String source, String target) {
        summedSource = IpAddress.parse(source);
        summedTarget = IpAddress.parse(target);
        return this;
    }

    /** The Ethernet frame. */
    public byte[] ethernet() {
        byte[] ip = ip();
        ByteBuffer out = ByteBuffer.allocate(14 + 4 * vlans.length + ip.length);
        out.put(new byte[] {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1});
        for (int vlan : vlans) {
            out.putShort((short) VLAN).putShort((short) vlan);
        }
        return out.putShort((short) (source.isV4() ? 0x0800 : 0x86dd)).put(ip).array();
    }

    /** The IP packet. */
    public byte[] ip() {
        byte[] transport = transport();
        return source.isV4() ? v4(transport) : v6(transport);
    }

    private byte[] v4(byte[] transport) {
        int header = 20 + ipOptions.length;
        ByteBuffer out = ByteBuffer.allocate(header + transport.length);
        out.put((byte) (0x40 | header / 4)).put((byte) 0);
        out.putShort((short) (statedIpLength < 0 ? out.capacity() : statedIpLength));
        out.putShort((short) id).putShort((short) fragmentBits);
        out.put((byte) 64).put((byte) protocol).putShort((short) 0);
        out.putInt((int) source.low()).putInt((int) target.low()).put(ipOptions);
        out.putShort(10, (short) checksum(0, out.array(), header));
        return out.put(transport).array();
    }

    private byte[] v6(byte[] transport) {
        int extra = extensions.stream().mapToInt(e -> 1 + e.body.length).sum();
        ByteBuffer out = ByteBuffer.allocate(40 + extra + transport.length);
        out.putInt(6 << 28).putShort((short) (statedIpLength < 0 ? extra + transport.length : statedIpLength));
        out.put((byte) next(0)).put((byte) 64);
        out.putLong(source.high()).putLong(source.low());
        out.putLong(target.high()).putLong(target.low());
        for (int i = 0; i < extensions.size(); i++) {
            out.put((byte) next(i + 1)).put(extensions.get(i).body);
        }
        return out.put(transport).array();
    }

    private int next(int extension) {
        return extension < extensions.size() ? extensions.get(extension).type : protocol;
    }

    private byte[] transport() {
        return switch (protocol) {
            case IpProtocol.TCP -> summed(tcp(), 16);
            case IpProtocol.UDP -> summed(udp(), 6);
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> summed(icmp(), 2);
            default -> payload;
        };
    }

    private ByteBuffer tcp() {
        return ByteBuffer.allocate(20 + payload.length)
                .putShort((short) sourcePort)
                .putShort((short) targetPort)
                .putInt((int) sequence)
                .putInt((int) acknowledgment)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) window)
                .putInt(0)
                .put(payload);
    }

    private ByteBuffer udp() {
        int length = 8 + payload.length;
        return ByteBuffer.allocate(length)
                .putShort((short) sourcePort)
                .putShort((short) targetPort)
                .putShort((short) (statedUdpLength < 0 ? length : statedUdpLength))
                .putShort((short) 0)
                .put(payload);
    }

    private ByteBuffer icmp() {
        return ByteBuffer.allocate(8 + payload.length)
                .put((byte) sourcePort)
                .put((byte) targetPort)
                .position(8)
                .put(payload);
    }

    private byte[] summed(ByteBuffer segment, int checksumAt) {
        byte[] bytes = segment.array();
        int pseudo = protocol == IpProtocol.ICMP ? 0 : pseudoHeader(bytes.length);
        int sum = checksum(pseudo, bytes, bytes.length);
        // Zero says that a UDP datagram has no checksum, so it is sent as its equal.
        segment.putShort(checksumAt, (short) ((sum == 0 && protocol == IpProtocol.UDP ? 0xffff : sum) ^ checksumError));
        return bytes;
    }

    private int pseudoHeader(int length) {
        int sum = protocol + length;
        for (IpAddress address : List.of(summedSource, summedTarget)) {
            if (!address.isV4()) {
                sum += words(address.high()) + words(address.low());
            } else {
                sum += words(address.low() & 0xffff_ffffL);
            }
        }
        return sum;
    }

    private static int words(long bits) {
        return (int) ((bits >>> 48) + (bits >>> 32 & 0xffff) + (bits >>> 16 & 0xffff) + (bits & 0xffff));
    }

    private static int checksum(int start, byte[] bytes, int length) {
        int sum = start;
        for (int i = 0; i < length; i++) {
            sum += (bytes[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return ~sum & 0xffff;
    }

    /**
     * Cuts an IP packet without IPv6 extension headers into fragments.
     *
     * @param size payload bytes in all but the last, a multiple of eight
     */
    public static List<byte[]> fragments(byte[] packet, int id, int size) {
        boolean v4 = packet[0] >>> 4 == 4;
        int header = v4 ? (packet[0] & 15) * 4 : 40;
        List<byte[]> fragments = new ArrayList<>();
        for (int at = 0; at < packet.length - header; at += size) {
            int length = Math.min(size, packet.length - header - at);
            boolean more = header + at + length < packet.length;
            fragments.add(
                    v4 ? v4Fragment(packet, header, id, at, length, more) : v6Fragment(packet, id, at, length, more));
        }
        return fragments;
    }

    private static byte[] v4Fragment(byte[] packet, int header, int id, int at, int length, boolean more) {
        ByteBuffer out = ByteBuffer.allocate(header + length).put(packet, 0, header);
        out.putShort(2, (short) (header + length)).putShort(4, (short) id);
        out.putShort(6, (short) (at / 8 | (more ? 0x2000 : 0))).putShort(10, (short) 0);
        out.putShort(10, (short) checksum(0, out.array(), header));
        return out.put(packet, header + at, length).array();
    }

    private static byte[] v6Fragment(byte[] packet, int id, int at, int length, boolean more) {
        ByteBuffer out = ByteBuffer.allocate(48 + length).put(packet, 0, 40);
        out.putShort(4, (short) (8 + length)).put(6, (byte) IpProtocol.FRAGMENT);
        out.put(packet[6]).put((byte) 0).putShort((short) (at | (more ? 1 : 0))).putInt(id);
        return out.put(packet, 40 + at, length).array();
    }
}

package io.brook.deploy;

import io.brook.schemas.testing.PacketBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * A trace of 802.11 frames with all that lies between a frame and a connection: several packets in a frame, protocols without
 * ports, tunnels in tunnels, fragments that disagree, and packets that are cut short.
 */
public final class LayeredTraffic {
    private static final int IEEE802_11 = 105;
    private static final int[] PORTLESS = {2, 50, 51, 88, 89, 103, 112, 115, 132};
    private static final HexFormat HEX = HexFormat.of();

    private final Random random = new Random(11);
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private int milliseconds;

    /** A trace in the pcap format. */
    public byte[] rounds(int count) {
        for (int i = 0; i < count; i++) {
            round(i % 7);
        }
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
        header.putLong(0).putInt(65_535).putInt(IEEE802_11);
        return join(header.array(), records.toByteArray());
    }

    /** @param pair which hosts speak; inside of tunnels it is others for each */
    private void round(int pair) {
        String a = "10." + pair + ".0.1";
        String b = "10." + pair + ".0.2";
        int protocol = PORTLESS[random.nextInt(PORTLESS.length)];
        byte[] there = PacketBuilder.ip(a, b, protocol).payload(new byte[40]).ip();
        byte[] back = PacketBuilder.ip(b, a, protocol).payload(new byte[20]).ip();
        byte[] elsewhere = PacketBuilder.udp("10.9.0." + random.nextInt(9), 4000, a, 9)
                .payload(random.nextInt(30))
                .ip();
        emit(aggregate(there, elsewhere, back));
        emit(aggregate(back));
        emit(frame(PacketBuilder.udp(a, 40_000, b, 5355).ip()));
        byte[] inside = PacketBuilder.udp("192.168." + pair + ".1", 1111, "192.168." + pair + ".2", 7)
                .payload(20)
                .ethernet();
        byte[] twice = vxlan(
                "172.16." + pair + ".1",
                "172.16." + pair + ".2",
                vxlan("172.17." + pair + ".1", "172.17." + pair + ".2", inside));
        emit(frame(ipOf(vxlan(a, b, twice))));
        byte[] damaged =
                HEX.parseHex("60000000001e3b400000000000000000000000000000000100000000000000000000000000000002");
        emit(frame(PacketBuilder.ip("fd00::1", "fd00::2", 41).payload(damaged).ip()));
        byte[] cut = PacketBuilder.icmp("fd00::1", "fd00::2", 128, 0).ip();
        cut[5] = 5;
        emit(frame(cut));
        List<byte[]> fragments = PacketBuilder.fragments(
                PacketBuilder.udp(a, 3000, b, 9).payload(400).ip(), random.nextInt(1 << 16), 200);
        emit(frame(fragments.get(0)));
        emit(frame(PacketBuilder.udp(a, 3000, b, 9).payload(5).ip()));
        emit(frame(withProtocol(fragments.get(1), 50)));
        emit(frame(withProtocol(fragments.get(2), 17)));
        milliseconds += random.nextInt(10) == 0 ? 70_000 : 300;
    }

    private static byte[] withProtocol(byte[] packet, int protocol) {
        int checksum = ByteBuffer.wrap(packet).getShort(10) & 0xffff;
        checksum -= protocol - packet[9];
        checksum = checksum < 0 ? checksum + 0xffff : checksum;
        packet[9] = (byte) protocol;
        return ByteBuffer.wrap(packet).putShort(10, (short) checksum).array();
    }

    private static byte[] vxlan(String source, String target, byte[] frame) {
        return PacketBuilder.udp(source, 33_333, target, 4789)
                .payload(join(HEX.parseHex("0800000000000100"), frame))
                .ethernet();
    }

    private static byte[] ipOf(byte[] ethernet) {
        return ByteBuffer.allocate(ethernet.length - 14)
                .put(ethernet, 14, ethernet.length - 14)
                .array();
    }

    private static byte[] frame(byte[] packet) {
        return join(HEX.parseHex("0801" + "0000" + "020000000001020000000002020000000003" + "0000"), llc(packet));
    }

    /** An A-MSDU: each packet begins at a multiple of four bytes. */
    private static byte[] aggregate(byte[]... packets) {
        byte[] subframes = {};
        for (byte[] packet : packets) {
            byte[] padding = new byte[-subframes.length & 3];
            byte[] llc = llc(packet);
            byte[] header = ByteBuffer.allocate(14)
                    .position(12)
                    .putShort((short) llc.length)
                    .array();
            subframes = join(subframes, padding, header, llc);
        }
        return join(
                HEX.parseHex("8801" + "0000" + "020000000001020000000002020000000003" + "0000" + "8000"), subframes);
    }

    private static byte[] llc(byte[] packet) {
        return join(HEX.parseHex(packet[0] >>> 4 == 4 ? "aaaa030000000800" : "aaaa0300000086dd"), packet);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private void emit(byte[] frame) {
        milliseconds += 1 + random.nextInt(20);
        ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(1_700_000_000 + milliseconds / 1000).putInt(milliseconds % 1000 * 1000);
        records.writeBytes(header.putInt(frame.length).putInt(frame.length).array());
        records.writeBytes(frame);
    }
}

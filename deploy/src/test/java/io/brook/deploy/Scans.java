package io.brook.deploy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Traces of hosts that scan others on port 23. Checksums are left out, and so are wrong. */
public final class Scans {
    /** When the traffic begins, in microseconds since the epoch; a full hour. */
    public static final long START = 1_600_002_000_000_000L;

    private static final int SCANNERS = ip(10, 1, 0, 1);
    private static final int TARGETS = ip(198, 18, 0, 1);
    private static final int SYN = 2;
    private static final int RST_ACK = 0x14;
    private static final int PORT = 23;

    private final List<Packet> packets = new ArrayList<>();

    private record Packet(long time, byte[] frame) {}

    /**
     * One more host scans.
     *
     * @param scanner its number, from 0 on
     * @param first the number of the first host that it scans
     * @param targets how many it scans
     * @param start in microseconds after the beginning
     * @param apart between two of them, in microseconds
     * @param isAnswered whether they reset the connections; otherwise nobody is there
     */
    public Scans add(int scanner, int first, int targets, long start, long apart, boolean isAnswered) {
        int from = SCANNERS + scanner;
        for (int i = 0; i < targets; i++) {
            int to = TARGETS + first + i;
            int port = 1_024 + (first + i) % 60_000;
            long time = START + start + i * apart;
            packets.add(new Packet(time, frame(from, to, port, PORT, 1, 0, SYN)));
            if (isAnswered) {
                packets.add(new Packet(time + 1, frame(to, from, PORT, port, 0, 2, RST_ACK)));
            }
        }
        return this;
    }

    /** The address of a scanner. */
    public static String address(int scanner) {
        int address = SCANNERS + scanner;
        return (address >>> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    /** Writes the packets in their order. */
    public Path write(Path file) throws IOException {
        packets.sort(Comparator.comparingLong(Packet::time));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(ByteBuffer.allocate(24)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(0xa1b2c3d4)
                    .putShort((short) 2)
                    .putShort((short) 4)
                    .putLong(0)
                    .putInt(65_535)
                    .putInt(1)
                    .array());
            for (Packet each : packets) {
                out.write(ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt((int) (each.time / 1_000_000))
                        .putInt((int) (each.time % 1_000_000))
                        .putInt(each.frame.length)
                        .putInt(each.frame.length)
                        .array());
                out.write(each.frame);
            }
        }
        return file;
    }

    private static byte[] frame(int from, int to, int port, int service, int sequence, int acknowledged, int flags) {
        return ByteBuffer.allocate(54)
                .putLong(0x0200_0000_0001_0200L)
                .putInt(2)
                .putShort((short) 0x0800)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) 40)
                .putInt(0)
                .put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0)
                .putInt(from)
                .putInt(to)
                .putShort((short) port)
                .putShort((short) service)
                .putInt(sequence)
                .putInt(acknowledged)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 0xffff)
                .putInt(0)
                .array();
    }

    private static int ip(int a, int b, int c, int d) {
        return a << 24 | b << 16 | c << 8 | d;
    }
}

package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A trace as recorders on several links would have written it, one direction of most connections here and the other there, with
 * clocks that are wrong.
 */
final class CutTrace {
    private static final int NANOSECONDS = 0xa1b23c4d;
    private static final int ETHERTYPE = 12;
    private static final int IPV4_SOURCE = 26;
    private static final int IPV6_SOURCE = 22;
    private static final long MILLIS = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private CutTrace() {}

    /**
     * Cuts a trace.
     *
     * @param files how many there are to be, of all links together
     * @param apart by how many milliseconds each link's clock is ahead of that of the one before
     * @return each link's files, in order, in a directory of their own
     */
    static List<List<Path>> cut(Path trace, Path directory, int links, int files, int apart) throws Exception {
        List<List<Packet>> packets = new ArrayList<>();
        for (int i = 0; i < links; i++) {
            packets.add(new ArrayList<>());
        }
        int link = 0;
        long latest = Long.MIN_VALUE;
        try (TraceReader reader = TraceReader.open(trace)) {
            while (reader.next()) {
                Packet packet = reader.packet().copy();
                // Whose turn it is at the same time, clocks do not tell.
                link = packet.time() > latest ? Math.floorMod(source(packet), links) : link;
                latest = Math.max(latest, packet.time());
                packet.shift((long) link * apart * MILLIS);
                packets.get(link).add(packet);
            }
        }
        List<List<Path>> cut = new ArrayList<>();
        for (int i = 0; i < links; i++) {
            int count = files * (i + 1) / links - files * i / links;
            cut.add(write(packets.get(i), Files.createDirectories(directory.resolve("link" + i)), count));
        }
        return cut;
    }

    private static int source(Packet packet) {
        byte[] frame = packet.buffer();
        int length = packet.capturedLength();
        boolean v4 = length > IPV4_SOURCE + 4 && frame[ETHERTYPE] == 0x08 && frame[ETHERTYPE + 1] == 0;
        boolean v6 = length > IPV6_SOURCE + 16 && frame[ETHERTYPE] == (byte) 0x86;
        int sum = 0;
        for (int i = 0; (v4 || v6) && i < (v4 ? 4 : 16); i++) {
            sum = 31 * sum + frame[(v4 ? IPV4_SOURCE : IPV6_SOURCE) + i];
        }
        return sum;
    }

    private static List<Path> write(List<Packet> packets, Path directory, int count) throws IOException {
        assertThat(packets).as("packets of a link").hasSizeGreaterThan(count);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) packets.size() * i / count);
            int to = (int) ((long) packets.size() * (i + 1) / count);
            files.add(write(packets.subList(from, to), directory.resolve(String.format("%03d.pcap", i))));
        }
        return files;
    }

    private static Path write(List<Packet> packets, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            int linkType = packets.get(0).linkType();
            out.write(header(24)
                    .putInt(NANOSECONDS)
                    .putShort((short) 2)
                    .putShort((short) 4)
                    .putLong(0)
                    .putInt(0x40000)
                    .putInt(linkType)
                    .array());
            for (Packet packet : packets) {
                assertThat(packet.linkType()).isEqualTo(linkType);
                out.write(header(16)
                        .putInt((int) (packet.time() / SECOND))
                        .putInt((int) (packet.time() % SECOND))
                        .putInt(packet.capturedLength())
                        .putInt(packet.originalLength())
                        .array());
                out.write(packet.buffer(), packet.offset(), packet.capturedLength());
            }
        }
        return file;
    }

    private static ByteBuffer header(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}

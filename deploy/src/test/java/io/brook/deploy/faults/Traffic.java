package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Samples;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A trace with many connections open at any time: copies of the sample trace between other hosts, slowed down, each beginning at
 * a random time. Checksums are left as they were, and so are wrong.
 */
final class Traffic {
    private static final int FILE_HEADER = 24;
    private static final int PACKET_HEADER = 16;
    private static final int ETHERNET = 14;
    private static final long SECOND = 1_000_000;
    /** The sample is 7 seconds long. */
    private static final int SLOWER = 30;

    /** Between the beginnings of two copies: some forty of them overlap. */
    private static final long APART = 5 * SECOND;

    /** As many as copies are moved to. */
    static final int NETWORKS = 256;

    private static final Path TRACEMIX = Path.of("..", "..", "shared", "tools", "tracemix");
    private static final Pattern MIXED = Pattern.compile("^(http|dns|tls|smtp|ssh|ftp|ntp)__");
    private static final int PACKETS_PER_MIB = 2900;
    /** Of the traffic's own time: slow enough that progress is told of often. */
    private static final int PACKETS_PER_SECOND = 100;

    /** @param time in microseconds since the epoch */
    record Packet(long time, byte[] frame) {}

    private Traffic() {}

    /** Writes at least so many packets. */
    static Path write(Path file, int packets) throws IOException {
        List<Packet> sample = sample();
        Random random = new Random(packets);
        int copies = (packets + sample.size() - 1) / sample.size();
        List<Packet> all = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            long start = (long) (random.nextDouble() * copies * APART);
            copy(sample, sample.get(0).time + start, copy % NETWORKS, all);
        }
        all.sort(Comparator.comparingLong(Packet::time));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(fileHeader());
            for (Packet packet : all) {
                write(out, packet);
            }
        }
        return file;
    }

    /** What every trace begins with that {@link #write} adds packets to. */
    static byte[] fileHeader() throws IOException {
        return Arrays.copyOf(Files.readAllBytes(Samples.OFFICE), FILE_HEADER);
    }

    static void write(OutputStream out, Packet packet) throws IOException {
        out.write(header(packet));
        out.write(packet.frame);
    }

    /** Adds a copy of the sample, slowed down, that begins at this time. */
    static void copy(List<Packet> sample, long start, int network, Collection<Packet> to) {
        for (Packet packet : sample) {
            to.add(new Packet(start + (packet.time - sample.get(0).time) * SLOWER, move(packet.frame, network)));
        }
    }

    /** Traces of many protocols, mixed by a tool beside the project; copies of the sample where that is not there. */
    static Path writeMixed(Path file, int packets) throws Exception {
        if (!Files.isExecutable(TRACEMIX) || !Files.isDirectory(Samples.CONFORMANCE)) {
            return write(file, packets);
        }
        List<String> command = new ArrayList<>(List.of(
                TRACEMIX.toString(),
                "-o",
                file.toString(),
                "--mib",
                Integer.toString(packets / PACKETS_PER_MIB + 1),
                "--seconds",
                Integer.toString(packets / PACKETS_PER_SECOND + 1)));
        try (Stream<Path> traces = Files.list(Samples.CONFORMANCE)) {
            traces.filter(trace -> MIXED.matcher(trace.getFileName().toString()).find())
                    .sorted()
                    .forEach(trace -> command.add(trace.toString()));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(command.toString()).isZero();
        return file;
    }

    private static byte[] header(Packet packet) {
        return ByteBuffer.allocate(PACKET_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (packet.time / SECOND))
                .putInt((int) (packet.time % SECOND))
                .putInt(packet.frame.length)
                .putInt(packet.frame.length)
                .array();
    }

    static List<Packet> sample() throws IOException {
        ByteBuffer trace = ByteBuffer.wrap(Files.readAllBytes(Samples.OFFICE)).order(ByteOrder.LITTLE_ENDIAN);
        trace.position(FILE_HEADER);
        List<Packet> packets = new ArrayList<>();
        while (trace.hasRemaining()) {
            long time = trace.getInt() * SECOND + trace.getInt();
            byte[] frame = new byte[trace.getInt()];
            trace.getInt();
            trace.get(frame);
            packets.add(new Packet(time, frame));
        }
        return packets;
    }

    /** From 10.77/16 and fd77::/16 to a network of the copy's own. */
    private static byte[] move(byte[] frame, int network) {
        byte[] moved = frame.clone();
        if (frame[12] == 0x08 && frame[13] == 0x00) {
            moved[ETHERNET + 13] = (byte) network;
            moved[ETHERNET + 17] = (byte) network;
        } else if (frame[12] == (byte) 0x86 && frame[13] == (byte) 0xdd) {
            moveIpv6(moved, ETHERNET + 8, network);
            moveIpv6(moved, ETHERNET + 24, network);
        }
        return moved;
    }

    private static void moveIpv6(byte[] frame, int address, int network) {
        if (frame[address] == (byte) 0xfd) {
            frame[address + 1] = (byte) network;
        }
    }
}

package io.brook.deploy.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts packets in the order of their times, packets of the same time in the order in which they came. What does not fit in memory
 * waits, sorted, in temporary files.
 */
final class PacketSorter implements Closeable {
    /** Takes a packet. */
    @FunctionalInterface
    interface Taker {
        void take(CutPacket packet) throws IOException;
    }

    private final long memory;
    private final List<Path> files = new ArrayList<>();
    private List<CutPacket> packets = new ArrayList<>();
    private long bytes;

    /** @param memory how much packets may take, in bytes */
    PacketSorter(long memory) {
        this.memory = memory;
    }

    /** One sorted sequence, and its next packet. */
    private static final class Run implements Closeable {
        private final int number;
        private final DataInputStream in;
        private CutPacket next;

        Run(int number, Path file) throws IOException {
            this.number = number;
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
            advance();
        }

        /** Reads the next packet; returns whether there is one. */
        boolean advance() throws IOException {
            try {
                next = CutPacket.read(in);
            } catch (EOFException e) {
                next = null;
            }
            return next != null;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    void add(CutPacket packet) throws IOException {
        packets.add(packet);
        bytes += packet.size();
        if (bytes > memory) {
            spill();
        }
    }

    private void spill() throws IOException {
        Path file = Files.createTempFile("brook-packets", ".run");
        files.add(file);
        packets.sort(Comparator.comparingLong(CutPacket::time));
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (CutPacket packet : packets) {
                packet.write(out);
            }
        }
        packets = new ArrayList<>();
        bytes = 0;
    }

    /** Gives all packets to a taker, in order. */
    void drain(Taker taker) throws IOException {
        if (files.isEmpty()) {
            packets.sort(Comparator.comparingLong(CutPacket::time));
            for (CutPacket packet : packets) {
                taker.take(packet);
            }
            return;
        }
        spill();
        PriorityQueue<Run> runs = new PriorityQueue<>(
                Comparator.<Run>comparingLong(run -> run.next.time()).thenComparingInt(run -> run.number));
        try {
            for (Path file : files) {
                Run run = new Run(runs.size(), file);
                if (run.next != null) {
                    runs.add(run);
                }
            }
            while (!runs.isEmpty()) {
                Run run = runs.poll();
                taker.take(run.next);
                if (run.advance()) {
                    runs.add(run);
                } else {
                    run.close();
                }
            }
        } finally {
            for (Run run : runs) {
                run.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}

package io.brook.analysis.hostile;

import static io.brook.analysis.hostile.Frame.ACK;
import static io.brook.analysis.hostile.Frame.SYN;
import static io.brook.analysis.hostile.Frame.TCP;
import static io.brook.analysis.hostile.Storm.mix;

import java.util.List;

/** TCP segments that cannot be put in order. */
final class SegmentStorms {
    private static final int IPV4 = 0x0800;
    private static final int CLIENT = 0x0a000000;
    private static final int SERVER = 0xc0a80001;
    private static final int HOLED = 50_000;

    private SegmentStorms() {}

    static List<Storm> all() {
        return List.of(
                Storm.sudden("every second segment, no ACKs", 5_000_000, () -> (i, f) -> alternate(i, f, 0)),
                Storm.sudden("every second segment, ACKs at once", 5_000_000, () -> (i, f) -> alternate(i, f, 4)),
                Storm.sudden("every second segment, ACKs late", 5_000_000, () -> (i, f) -> alternate(i, f, 100_000)),
                Storm.sudden("holes in 50000 connections", 5_000_000, () -> SegmentStorms::holes),
                Storm.sudden("holes in 50000 connections, large", 2_000_000, () -> SegmentStorms::largeHoles),
                Storm.sudden("overlaps with other bytes", 5_000_000, () -> SegmentStorms::overlaps),
                Storm.sudden("segments from the last to the first", 5_000_000, () -> SegmentStorms::backwards));
    }

    private static Frame fromClient(Frame frame, int client, int sequence, int flags, int payload) {
        return frame.ethernet(IPV4)
                .ipv4(TCP, CLIENT + client, SERVER, 20 + payload)
                .tcp(1024, 80, sequence, 501, flags, payload);
    }

    private static Frame fromServer(Frame frame, int client, int acknowledgment, int flags) {
        int sequence = flags == ACK ? 501 : 500;
        return frame.ethernet(IPV4)
                .ipv4(TCP, SERVER, CLIENT + client, 20)
                .tcp(80, 1024, sequence, acknowledgment, flags, 0);
    }

    /** The handshake of one connection, and an ACK of the first byte; false when all that is over. */
    private static boolean open(long step, int client, Frame frame) {
        switch ((int) Math.min(step, 4)) {
            case 0 -> fromClient(frame, client, 0, SYN, 0);
            case 1 -> fromServer(frame, client, 1, SYN | ACK);
            case 2 -> fromClient(frame, client, 1, ACK, 1);
            case 3 -> fromServer(frame, client, 2, ACK);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** @param acknowledge after how many segments an ACK of everything comes; 0 for never */
    private static void alternate(long i, Frame frame, int acknowledge) {
        if (open(i, 0, frame)) {
            return;
        }
        int sequence = 2 + (int) i * 200;
        if (acknowledge > 0 && i % acknowledge == 0) {
            fromServer(frame, 0, sequence, ACK);
        } else {
            fromClient(frame, 0, sequence, ACK, 100);
        }
    }

    private static void holes(long i, Frame frame) {
        holed(i, frame, 1);
    }

    private static void largeHoles(long i, Frame frame) {
        holed(i, frame, 1400);
    }

    private static void holed(long i, Frame frame, int payload) {
        int client = (int) (i % HOLED);
        long step = i / HOLED;
        if (!open(step, client, frame)) {
            fromClient(frame, client, 10 + (int) step * 2 * payload, ACK, payload);
        }
    }

    /** Anywhere in a megabyte behind a hole, up to a kilobyte each. */
    private static void overlaps(long i, Frame frame) {
        if (open(i, 0, frame)) {
            return;
        }
        long random = mix(i);
        int payload = 1 + ((int) random & 1023);
        fromClient(frame, 0, 10 + ((int) (random >>> 12) & 0xfffff), ACK, payload);
        frame.bytes()[54] = (byte) random;
    }

    private static void backwards(long i, Frame frame) {
        if (!open(i, 0, frame)) {
            fromClient(frame, 0, 20_000_000 - (int) (i % 6_000_000) * 3, ACK, 2);
        }
    }
}

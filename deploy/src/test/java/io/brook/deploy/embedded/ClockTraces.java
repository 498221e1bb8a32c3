package io.brook.deploy.embedded;

import io.brook.deploy.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Traces whose clock goes back, made of the sample trace's packets. */
final class ClockTraces {
    private static final int HEADER = 24;
    private static final int RECORD = 16;
    private static final int CAPTURED = 8;

    /** How much later each copy of the sample is; it is seven seconds long. */
    private static final int LATER = 9;

    private ClockTraces() {}

    /** Seven copies of the sample one after the other, the same again, and then the second and the sixth in turns. */
    static byte[] goingBack() throws IOException {
        ByteBuffer sample = ByteBuffer.wrap(Files.readAllBytes(Samples.OFFICE)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> packets = new ArrayList<>();
        for (int pass = 0; pass < 2; pass++) {
            for (int copy = 0; copy < 7; copy++) {
                packets.addAll(packets(sample, copy * LATER));
            }
        }
        List<byte[]> early = packets(sample, 1 * LATER);
        List<byte[]> late = packets(sample, 5 * LATER);
        for (int i = 0; i < early.size(); i++) {
            packets.add(early.get(i));
            packets.add(late.get(i));
        }
        ByteBuffer out = ByteBuffer.allocate(
                HEADER + packets.stream().mapToInt(packet -> packet.length).sum());
        out.put(sample.array(), 0, HEADER);
        packets.forEach(out::put);
        return out.array();
    }

    /** The sample's records, so many seconds later. */
    private static List<byte[]> packets(ByteBuffer sample, int seconds) {
        List<byte[]> packets = new ArrayList<>();
        int at = HEADER;
        while (at < sample.capacity()) {
            byte[] packet = new byte[RECORD + sample.getInt(at + CAPTURED)];
            sample.get(at, packet);
            ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN).putInt(0, sample.getInt(at) + seconds);
            packets.add(packet);
            at += packet.length;
        }
        return packets;
    }
}

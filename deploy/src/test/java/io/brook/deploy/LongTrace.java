package io.brook.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A trace that happens again and again, at equal distances of time: the same hosts and ports, in other connections. */
public final class LongTrace {
    private static final int FILE_HEADER = 24;
    private static final int PACKET_HEADER = 16;
    private static final int CAPTURED = 8;

    private LongTrace() {}

    /**
     * Makes it of a trace in the classic format, little-endian.
     *
     * @param times how often it happens
     * @param apart how much later it happens each time
     * @return {@code to}
     */
    public static Path of(Path trace, int times, Duration apart, Path to) throws IOException {
        byte[] once = Files.readAllBytes(trace);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(once, 0, FILE_HEADER);
        for (int i = 0; i < times; i++) {
            byte[] copy = once.clone();
            ByteBuffer packets = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
            int at = FILE_HEADER;
            while (at < copy.length) {
                packets.putInt(at, packets.getInt(at) + i * (int) apart.toSeconds());
                at += PACKET_HEADER + packets.getInt(at + CAPTURED);
            }
            out.write(copy, FILE_HEADER, copy.length - FILE_HEADER);
        }
        return Files.write(to, out.toByteArray());
    }
}

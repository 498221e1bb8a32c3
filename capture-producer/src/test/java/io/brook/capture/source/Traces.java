package io.brook.capture.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Reads traces that are in memory, and packs them. */
final class Traces {
    /** What a trace turned out to hold: a line for each packet, and the cut if there was one. */
    record Content(List<String> packets, String cut) {}

    private Traces() {}

    static TraceReader open(byte[] trace) throws TraceException {
        return open(new ByteArrayInputStream(trace));
    }

    static TraceReader open(InputStream trace) throws TraceException {
        try {
            return TraceReader.read("t.pcap", trace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Content read(byte[] trace) throws TraceException {
        return read(new ByteArrayInputStream(trace));
    }

    static Content read(InputStream trace) throws TraceException {
        try (TraceReader reader = open(trace)) {
            List<String> packets = new ArrayList<>();
            while (reader.next()) {
                packets.add(describe(reader.packet()));
            }
            return new Content(packets, reader.cut().orElse(null));
        }
    }

    /** Link type, time, original length and bytes. */
    static String describe(Packet packet) {
        return packet.linkType() + " " + packet.time() + " " + packet.originalLength() + " "
                + HexFormat.of().formatHex(packet.buffer(), packet.offset(), packet.offset() + packet.capturedLength());
    }

    static byte[] gzip(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

package org.example.whois;

import io.brook.schemas.testing.PacketBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client's connections to a WHOIS server, one after the other. */
final class WhoisTraffic {
    static final String CLIENT = "10.1.2.3";
    private static final String SERVER = "192.0.2.43";
    private static final int FIRST_SECOND = 1_700_000_000;

    private final List<byte[]> packets = new ArrayList<>();
    private int port = 40_000;

    /** One question, with an answer of two lines. */
    WhoisTraffic ask(String name) {
        begin(name);
        answer(name);
        return this;
    }

    /** A question without an answer yet. */
    WhoisTraffic begin(String name) {
        port++;
        client(PacketBuilder.SYN, 100, 0, "");
        server(PacketBuilder.SYN | PacketBuilder.ACK, 500, 101, "");
        client(PacketBuilder.ACK, 101, 501, name + "\r\n");
        return this;
    }

    /** The answer to the last question. */
    WhoisTraffic answer(String name) {
        int asked = 101 + name.length() + 2;
        String text = "domain: " + name + "\r\nstatus: active\r\n";
        server(PacketBuilder.FIN | PacketBuilder.ACK, 501, asked, text);
        client(PacketBuilder.FIN | PacketBuilder.ACK, asked, 502 + text.length(), "");
        server(PacketBuilder.ACK, 502 + text.length(), asked + 1, "");
        return this;
    }

    private void client(int flags, long sequence, long acknowledgment, String text) {
        add(PacketBuilder.tcp(CLIENT, port, SERVER, 43), flags, sequence, acknowledgment, text);
    }

    private void server(int flags, long sequence, long acknowledgment, String text) {
        add(PacketBuilder.tcp(SERVER, 43, CLIENT, port), flags, sequence, acknowledgment, text);
    }

    private void add(PacketBuilder packet, int flags, long sequence, long acknowledgment, String text) {
        packets.add(packet.flags(flags)
                .sequence(sequence)
                .acknowledgment(acknowledgment)
                .payload(text.getBytes(StandardCharsets.US_ASCII))
                .ethernet());
    }

    List<byte[]> packets() {
        return packets;
    }

    /** The time of a packet: one comes every second. */
    static long time(int packet) {
        return (FIRST_SECOND + packet) * 1_000_000_000L;
    }

    /** A trace in the classic format. */
    byte[] trace() {
        int size = 24 + packets.stream().mapToInt(packet -> 16 + packet.length).sum();
        ByteBuffer trace = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        trace.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
        trace.putInt(0).putInt(0).putInt(65_535).putInt(1);
        for (int i = 0; i < packets.size(); i++) {
            byte[] packet = packets.get(i);
            trace.putInt(FIRST_SECOND + i).putInt(0).putInt(packet.length).putInt(packet.length);
            trace.put(packet);
        }
        return trace.array();
    }
}

package io.brook.capture.batch;

import io.brook.schemas.testing.PacketBuilder;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The frames of a TLS connection. */
final class EncryptedTalk {
    /** The bytes of each frame's headers. */
    static final int HEADERS = 54;

    private EncryptedTalk() {}

    /** From the SYN to the first encrypted data of both sides. */
    static List<byte[]> handshake() {
        byte[] hello = record(22, 1, 1000);
        byte[] answer = join(record(22, 2, 1000), record(20, 1, 1), record(23, 0, 1000));
        byte[] finished = join(record(20, 1, 1), record(23, 0, 60));
        return List.of(
                frame(true, PacketBuilder.SYN, 0, 0, new byte[0]),
                frame(false, PacketBuilder.SYN | PacketBuilder.ACK, 0, 1, new byte[0]),
                frame(true, PacketBuilder.ACK, 1, 1, hello),
                frame(false, PacketBuilder.ACK, 1, 1 + hello.length, answer),
                frame(true, PacketBuilder.ACK, 1 + hello.length, 1 + answer.length, finished));
    }

    /** Any frame with data of the client's after that. */
    static byte[] data(int length) {
        return frame(true, PacketBuilder.ACK, 5000, 1, new byte[length]);
    }

    private static byte[] frame(boolean client, int flags, long sequence, long acknowledgment, byte[] payload) {
        PacketBuilder packet = client
                ? PacketBuilder.tcp("10.0.0.1", 50_000, "10.0.0.2", 443)
                : PacketBuilder.tcp("10.0.0.2", 443, "10.0.0.1", 50_000);
        return packet.flags(flags)
                .sequence(sequence)
                .acknowledgment(acknowledgment)
                .payload(payload)
                .ethernet();
    }

    private static byte[] record(int type, int first, int length) {
        byte[] record = new byte[5 + length];
        record[0] = (byte) type;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) (length >> 8);
        record[4] = (byte) length;
        record[5] = (byte) first;
        return record;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

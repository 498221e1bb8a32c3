package io.brook.deploy.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes packets as a pcapng file (draft-ietf-opsawg-pcapng): one section, an interface for each link type, times in nanoseconds. */
final class PcapngWriter implements Closeable {
    private static final int SECTION = 0x0a0d0d0a;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int INTERFACE = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final short COMMENT = 1;
    private static final short APPLICATION = 4;
    private static final short RESOLUTION = 9;
    private static final byte NANOSECONDS = 9;

    private final OutputStream out;
    private final Map<Integer, Integer> interfaces = new HashMap<>();

    /** @param out is closed with this */
    PcapngWriter(OutputStream out) throws IOException {
        this.out = out;
        ByteBuffer body = body(64).putInt(BYTE_ORDER_MAGIC)
                .putShort((short) 1)
                .putShort((short) 0)
                .putLong(-1);
        option(body, APPLICATION, "Brook".getBytes(StandardCharsets.UTF_8));
        end(body);
        block(SECTION, body);
    }

    /** Writes a packet after all before it. */
    void write(CutPacket packet) throws IOException {
        Integer link = interfaces.get(packet.linkType());
        if (link == null) {
            link = interfaces.size();
            interfaces.put(packet.linkType(), link);
            ByteBuffer body = body(32).putShort((short) packet.linkType())
                    .putShort((short) 0)
                    .putInt(0);
            option(body, RESOLUTION, new byte[] {NANOSECONDS});
            end(body);
            block(INTERFACE, body);
        }
        byte[] data = packet.data();
        byte[] comment = comment(packet.trimmed());
        ByteBuffer body = body(40 + data.length + comment.length)
                .putInt(link)
                .putInt((int) (packet.time() >>> Integer.SIZE))
                .putInt((int) packet.time())
                .putInt(data.length)
                .putInt(packet.original())
                .put(data);
        pad(body, data.length);
        if (comment.length > 0) {
            option(body, COMMENT, comment);
            end(body);
        }
        block(ENHANCED_PACKET, body);
    }

    private static byte[] comment(int trimmed) {
        return trimmed == 0
                ? new byte[0]
                : (trimmed + " bytes at the end were captured but not published: no analysis needs them")
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer body(int room) {
        return ByteBuffer.allocate(room).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void option(ByteBuffer body, short code, byte[] value) {
        body.putShort(code).putShort((short) value.length).put(value);
        pad(body, value.length);
    }

    private static void end(ByteBuffer body) {
        body.putInt(0);
    }

    private static void pad(ByteBuffer body, int length) {
        for (int i = length; i % Integer.BYTES != 0; i++) {
            body.put((byte) 0);
        }
    }

    private void block(int type, ByteBuffer body) throws IOException {
        int length = body.position() + 3 * Integer.BYTES;
        ByteBuffer block =
                body(length).putInt(type).putInt(length).put(body.flip()).putInt(length);
        out.write(block.array());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

package io.brook.analysis.protocol.ssh;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What SSH says before it encrypts. */
final class SshTraffic {
    static final byte[] NEW_KEYS = packet(21);

    private SshTraffic() {}

    /** What one side can do: key exchange, host key, and, for both directions, cipher, MAC, compression. */
    static byte[] canDo(String keyExchange, String hostKey, String cipher, String mac, String compression) {
        byte[] cookie = new byte[16];
        String[] lists = {keyExchange, hostKey, cipher, cipher, mac, mac, compression, compression, "", ""};
        return write(out -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(body);
            data.write(cookie);
            for (String list : lists) {
                string(data, list.getBytes(StandardCharsets.ISO_8859_1));
            }
            data.write(new byte[5]);
            out.write(packet(20, body.toByteArray()));
        });
    }

    /** The server's part of a key exchange on elliptic curves. */
    static byte[] reply(byte[] hostKey) {
        return write(out -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            string(new DataOutputStream(body), hostKey);
            string(new DataOutputStream(body), new byte[32]);
            string(new DataOutputStream(body), new byte[64]);
            out.write(packet(31, body.toByteArray()));
        });
    }

    static byte[] packet(int message, byte... body) {
        return write(out -> {
            int padding = 8 - (6 + body.length) % 8 + 4;
            out.writeInt(2 + body.length + padding);
            out.write(padding);
            out.write(message);
            out.write(body);
            out.write(new byte[padding]);
        });
    }

    private static void string(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] write(Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(new DataOutputStream(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

package io.brook.analysis.protocol.ssl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Makes the bytes of TLS, from the inside out. */
final class Tls {
    static final int HANDSHAKE = 22;
    static final byte[] CHANGE_CIPHER_SPEC = record(20, new byte[] {1});
    /** An encrypted handshake message: what comes after changing to encryption. */
    static final byte[] FINISHED = record(HANDSHAKE, new byte[40]);

    static final byte[] DATA = record(23, new byte[100]);

    private static final String RANDOM = "11".repeat(32);

    private Tls() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] number(int value, int bytes) {
        byte[] out = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            out[i] = (byte) (value >> 8 * (bytes - 1 - i));
        }
        return out;
    }

    /** Bytes with their length before them. */
    static byte[] sized(int lengthBytes, byte[] contents) {
        return join(number(contents.length, lengthBytes), contents);
    }

    static byte[] record(int type, byte[] contents) {
        return join(new byte[] {(byte) type, 3, 3}, sized(2, contents));
    }

    static byte[] message(int type, byte[] body) {
        return join(new byte[] {(byte) type}, sized(3, body));
    }

    static byte[] extension(int type, byte[] contents) {
        return join(number(type, 2), sized(2, contents));
    }

    static byte[] serverName(String host) {
        byte[] name = join(new byte[] {0}, sized(2, host.getBytes(StandardCharsets.ISO_8859_1)));
        return extension(0, sized(2, name));
    }

    static byte[] protocol(String name) {
        return extension(16, sized(2, sized(1, name.getBytes(StandardCharsets.ISO_8859_1))));
    }

    static byte[] clientHello(byte[] session, byte[]... extensions) {
        return message(
                1, join(hex("0303" + RANDOM), sized(1, session), hex("0002 c02f 01 00"), sized(2, join(extensions))));
    }

    static byte[] serverHello(int cipher, byte[] session, byte[]... extensions) {
        return serverHello(RANDOM, cipher, session, extensions);
    }

    static byte[] serverHello(String random, int cipher, byte[] session, byte[]... extensions) {
        return message(
                2,
                join(
                        hex("0303" + random),
                        sized(1, session),
                        number(cipher, 2),
                        new byte[1],
                        sized(2, join(extensions))));
    }

    static byte[] certificates(byte[]... chain) {
        byte[] list = new byte[0];
        for (byte[] each : chain) {
            list = join(list, sized(3, each));
        }
        return message(11, sized(3, list));
    }

    /** A key on the curve secp256r1 and a signature. */
    static byte[] keyExchange() {
        return message(12, join(hex("03 0017"), sized(1, new byte[65]), hex("0401"), sized(2, new byte[64])));
    }

    static byte[] handshake(byte[]... messages) {
        return record(HANDSHAKE, join(messages));
    }
}

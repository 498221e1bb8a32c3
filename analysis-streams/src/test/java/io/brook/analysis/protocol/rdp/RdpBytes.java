package io.brook.analysis.protocol.rdp;

import java.nio.charset.StandardCharsets;

/** Messages of RDP, a character for each byte. */
final class RdpBytes {
    /** What a client writes before the parameters that it asks for, up to the length of what it wants of the conference. */
    private static final String CLIENT_HEADER =
            "\u0082\1\u00a0" + "\4\1\1" + "\4\1\1" + "\1\1\u00ff" + "\60\0\60\0\60\0";

    private static final String SERVER_HEADER = "\u0082\1\105" + "\12\1\0" + "\2\1\0" + "\60\0";

    private RdpBytes() {}

    /** A number of so many bytes, the lowest first. */
    static String number(long value, int size) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < size; i++) {
            bytes.append((char) (value >> 8 * i & 0xff));
        }
        return bytes.toString();
    }

    static String packet(String contents) {
        int length = contents.length() + 4;
        return "\3\0" + (char) (length >> 8) + (char) (length & 0xff) + contents;
    }

    private static String negotiation(int type, String contents) {
        return packet((char) (contents.length() + 6) + String.valueOf((char) type) + "\0\0\0\0\0" + contents);
    }

    /** @param cookie with all that belongs to it, or nothing */
    static String request(String cookie) {
        return negotiation(0xe0, cookie + "\1\0" + number(8, 2) + number(3, 4));
    }

    static String cookie(String name) {
        return "Cookie: mstshash=" + name + "\r\n";
    }

    /** A client that wants nothing but RDP's own encryption. */
    static String oldRequest(String name) {
        return negotiation(0xe0, cookie(name));
    }

    static String oldConfirm() {
        return negotiation(0xd0, "");
    }

    /** @param type 2 for the protocol that the server has chosen, 3 for a failure */
    static String confirm(int type, int length, long value) {
        return negotiation(0xd0, (char) type + "\0" + number(length, 2) + number(value, 4));
    }

    static String chosen(long protocol) {
        return confirm(2, 8, protocol);
    }

    static String client(String... blocks) {
        String key = "\0\5\0\24\174\0\1" + "\0\0";
        String create = "\0\10\0\20\0\1\u00c0\0" + "Duca" + "\0\0";
        return packet(
                "\2\u00f0\u0080\177\145" + CLIENT_HEADER + "\4\u0082\0\0" + key + create + String.join("", blocks));
    }

    static String server(int result, String... blocks) {
        String key = "\0\5\0\24\174\0\1" + "\0";
        String create = "\24\166\12\1\1" + (char) result + "\1\u00c0\0" + "McDn" + "\0\0";
        return packet(
                "\2\u00f0\u0080\177\146" + SERVER_HEADER + "\4\u0082\0\0" + key + create + String.join("", blocks));
    }

    static String block(int type, String contents) {
        return number(type, 2) + number(contents.length() + 4, 2) + contents;
    }

    /** What a client says of itself; 1024 x 768 pixels of 24 bits, unless it wants 32. */
    static String core(long keyboard, long build, String name, boolean wants32Bits) {
        return block(
                0xc001,
                number(0x80004, 4)
                        + number(1024, 2)
                        + number(768, 2)
                        + number(0, 4)
                        + number(keyboard, 4)
                        + number(build, 4)
                        + wide(name, 16)
                        + number(0, 8).repeat(9)
                        + number(0, 4)
                        + number(0, 8)
                        + number(24, 2)
                        + number(15, 2)
                        + number(wants32Bits ? 3 : 1, 2)
                        + wide("55274-OEM", 32));
    }

    private static String wide(String text, int size) {
        byte[] utf16 = text.getBytes(StandardCharsets.UTF_16LE);
        return new String(utf16, StandardCharsets.ISO_8859_1) + "\0".repeat(2 * size - utf16.length);
    }

    static String channels(String... names) {
        StringBuilder all = new StringBuilder(number(names.length, 4));
        for (String name : names) {
            all.append(name).append("\0".repeat(8 - name.length())).append(number(0, 4));
        }
        return block(0xc003, all.toString());
    }

    static String security(long method, long level, String certificate) {
        String random = "r".repeat(32);
        return block(
                0x0c02,
                number(method, 4)
                        + number(level, 4)
                        + number(random.length(), 4)
                        + number(certificate.length(), 4)
                        + random
                        + certificate);
    }

    static String ofRsa() {
        String key = "RSA1" + number(4, 4) + number(512, 4) + number(65537, 4) + "mmmm";
        return number(1, 4)
                + number(1, 4)
                + number(1, 4)
                + number(6, 2)
                + number(key.length(), 2)
                + key
                + number(8, 2)
                + number(3, 2)
                + "sig";
    }

    static String chain(String... certificates) {
        StringBuilder all = new StringBuilder(number(0x80000002L, 4) + number(certificates.length, 4));
        for (String certificate : certificates) {
            all.append(number(certificate.length(), 4)).append(certificate);
        }
        return all.toString();
    }
}

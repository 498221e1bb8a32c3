package io.brook.analysis.protocol.mysql;

/** Packets of MySQL, a character for each byte. */
final class MysqlBytes {
    /** What a column is called in five places, and what it holds. */
    private static final String COLUMN = "\3def" + "\1s" + "\1t" + "\1t" + "\1c" + "\1c" + "\14" + "\41\0" + "\0\0\0\0"
            + "\375" + "\0\0" + "\0" + "\0\0";

    private MysqlBytes() {}

    /** A number of so many bytes, the lowest first. */
    static String number(long value, int size) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < size; i++) {
            bytes.append((char) (value >> 8 * i & 0xff));
        }
        return bytes.toString();
    }

    static String packet(int sequence, String contents) {
        return number(contents.length(), 3) + (char) sequence + contents;
    }

    /** @param capabilities the server's */
    static String greeting(long capabilities) {
        return packet(
                0,
                "\12" + "8.0.1\0" + number(7, 4) + "saltsalt\0" + number(capabilities & 0xffff, 2) + "\41" + "\2\0"
                        + number(capabilities >> 16, 2) + "\25" + "\0".repeat(10) + "saltsaltsalt\0" + "a_plugin\0");
    }

    /** @param capabilities the client's */
    static String login(long capabilities, String rest) {
        return packet(1, number(capabilities, 4) + number(1 << 24, 4) + "\41" + "\0".repeat(23) + rest);
    }

    static String login(String user) {
        return login(0, user + "\0" + "\4hash");
    }

    static String ok(int sequence, String rows) {
        return packet(sequence, "\0" + rows + "\0\2\0\0\0");
    }

    static String error(int sequence, String message) {
        return packet(sequence, "\u00ff" + number(1045, 2) + "#28000" + message);
    }

    static String command(int number, String argument) {
        return packet(0, (char) number + argument);
    }

    static String column(int sequence) {
        return packet(sequence, COLUMN);
    }

    static String endOfOldKind(int sequence) {
        return packet(sequence, "\u00fe\0\0\2\0");
    }

    static String endOfNewKind(int sequence) {
        return packet(sequence, "\u00fe\0\0\2\0\0\0");
    }
}

package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** Reads what a server answers to a command, as far as to find its end. Counts have 32 bits as in Zeek, and may overflow. */
final class MysqlResultParser {
    /** A column's names: of its catalogue, database and table, and its own, the last two as they are and as the statement has them. */
    private static final int COLUMN_NAMES = 6;

    private MysqlResultParser() {}

    /** A success, after the byte that says so: how many rows were affected. */
    static long affectedRows(FieldReader packet) throws MalformedException {
        return Integer.toUnsignedLong(MysqlLengthEncoded.number(packet));
    }

    /** A failure, after the byte that says so: what the server says of it. */
    static String failure(FieldReader packet) throws MalformedException {
        packet.skip("ERR_Packet:code", 2);
        packet.skip("ERR_Packet:state", 6);
        return packet.restAsText();
    }

    /** The old kind of end of a list, after the byte that says so. */
    static void end(FieldReader packet) throws MalformedException {
        packet.skip("EOF_Packet:warnings", 4);
    }

    /**
     * A column: its names, then its type, at the least of what is there since MySQL 4.1.
     *
     * @param first its first byte, which was read
     */
    static void column(FieldReader packet, int first) throws MalformedException {
        texts(packet, first, COLUMN_NAMES);
        MysqlLengthEncoded.number(packet);
        packet.skip("ColumnDefinition41:char_set", 12);
    }

    /** @param first the first byte, which was read */
    static void row(FieldReader packet, int first, int columns) throws MalformedException {
        texts(packet, first, columns);
    }

    private static void texts(FieldReader packet, int first, int count) throws MalformedException {
        MysqlLengthEncoded.skip(packet, first);
        for (int i = 1; i < count; i++) {
            MysqlLengthEncoded.skip(packet);
        }
    }
}

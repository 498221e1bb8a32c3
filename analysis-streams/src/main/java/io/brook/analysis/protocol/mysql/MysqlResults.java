package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** The server's answers to commands. Counts have 32 bits as in Zeek, and may overflow. */
final class MysqlResults {
    private static final int OK = 0x00;
    private static final int END = 0xfe;
    private static final int ERROR = 0xff;

    /** Longer ends of results are of the newer kind. */
    private static final int MAX_OLD_END = 9;

    private final MysqlLines lines;
    private MysqlExpected expected = MysqlExpected.STATUS;
    private int columns;
    private int columnsLeft;

    /** Whether the client wants to hear no end of the columns, and the new kind of end of rows. */
    private boolean newEnds;

    MysqlResults(MysqlLines lines) {
        this.lines = lines;
    }

    void useNewEnds(boolean wanted) {
        newEnds = wanted;
    }

    void expect(MysqlExpected next) {
        expected = next;
    }

    void packet(FieldReader packet) throws MalformedException {
        switch (expected) {
            case STATUS -> status(packet);
            case COLUMN_COUNT -> columnCount(packet);
            case COLUMN -> column(packet);
            case COLUMN_OR_END -> columnOrEnd(packet);
            case END_OF_COLUMNS -> endOfColumns(packet);
            case ROW -> row(packet);
            case NOTHING -> {}
        }
    }

    private void status(FieldReader packet) throws MalformedException {
        switch (packet.u8("Command_Response_Status:pkt_type")) {
            case OK -> ok(packet);
            case END -> oldEnd(packet, true);
            case ERROR -> error(packet);
            default -> {}
        }
    }

    private void columnCount(FieldReader packet) throws MalformedException {
        int first = packet.u8("ColumnCountMeta:byte");
        switch (first) {
            case OK -> ok(packet);
            case ERROR -> error(packet);
            default -> {
                columns = MysqlLengthEncoded.number(packet, first);
                columnsLeft = columns;
                expected = MysqlExpected.COLUMN;
            }
        }
    }

    private void column(FieldReader packet) throws MalformedException {
        definition(packet, packet.u8("ColumnDefinition:dummy"));
        columnsLeft--;
        expected = columnsLeft == 0 ? MysqlExpected.END_OF_COLUMNS : MysqlExpected.COLUMN;
    }

    private void columnOrEnd(FieldReader packet) throws MalformedException {
        int first = packet.u8("ColumnDefinitionOrEOF:marker");
        if (first == END) {
            end(packet);
        } else {
            definition(packet, first);
        }
    }

    /** A column's names in all places, then its type, at the least of what is there since MySQL 4.1. */
    private static void definition(FieldReader packet, int first) throws MalformedException {
        MysqlLengthEncoded.skip(packet, first);
        for (int i = 0; i < 5; i++) {
            MysqlLengthEncoded.skip(packet);
        }
        MysqlLengthEncoded.number(packet);
        packet.skip("ColumnDefinition41:char_set", 12);
    }

    private void endOfColumns(FieldReader packet) throws MalformedException {
        if (newEnds) {
            row(packet);
        } else {
            packet.u8("EOF_Packet_With_Marker:marker");
            oldEnd(packet, false);
            expected = MysqlExpected.ROW;
        }
    }

    private void row(FieldReader packet) throws MalformedException {
        int first = packet.u8("Resultset:marker");
        if (first == END) {
            end(packet);
            expected = MysqlExpected.NOTHING;
        } else {
            MysqlLengthEncoded.skip(packet, first);
            for (int i = 1; i < columns; i++) {
                MysqlLengthEncoded.skip(packet);
            }
            expected = MysqlExpected.ROW;
        }
    }

    private void end(FieldReader packet) throws MalformedException {
        if (newEnds || packet.length() > MAX_OLD_END) {
            ok(packet);
        } else {
            oldEnd(packet, true);
        }
    }

    private void oldEnd(FieldReader packet, boolean ofAll) throws MalformedException {
        packet.skip("EOF_Packet:warnings", 4);
        if (ofAll) {
            lines.ok(0);
        }
    }

    /** A success, after the byte that says so. */
    void ok(FieldReader packet) throws MalformedException {
        lines.ok(Integer.toUnsignedLong(MysqlLengthEncoded.number(packet)));
    }

    /** A failure, after the byte that says so. */
    void error(FieldReader packet) throws MalformedException {
        packet.skip("ERR_Packet:code", 2);
        packet.skip("ERR_Packet:state", 6);
        lines.error(packet.restAsText());
    }
}

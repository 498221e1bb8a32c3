package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** The server's answers to commands: which packet is what. */
final class MysqlResults {
    private static final int OK = 0x00;
    private static final int END = 0xfe;
    private static final int ERROR = 0xff;

    /** Longer ends of results are of the newer kind. */
    private static final int MAX_OLD_END = 9;

    private final MysqlLines lines;
    MysqlExpected expected = MysqlExpected.STATUS;
    private int columns;
    private int columnsLeft;

    /** Whether the client has asked for results without an end of columns and with the new kind of end of rows. */
    boolean newEnds;

    MysqlResults(MysqlLines lines) {
        this.lines = lines;
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
        MysqlResultParser.column(packet, packet.u8("ColumnDefinition:dummy"));
        columnsLeft--;
        expected = columnsLeft == 0 ? MysqlExpected.END_OF_COLUMNS : MysqlExpected.COLUMN;
    }

    private void columnOrEnd(FieldReader packet) throws MalformedException {
        int first = packet.u8("ColumnDefinitionOrEOF:marker");
        if (first == END) {
            end(packet);
        } else {
            MysqlResultParser.column(packet, first);
        }
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
            MysqlResultParser.row(packet, first, columns);
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
        MysqlResultParser.end(packet);
        if (ofAll) {
            lines.ok(0);
        }
    }

    private void ok(FieldReader packet) throws MalformedException {
        lines.ok(MysqlResultParser.affectedRows(packet));
    }

    private void error(FieldReader packet) throws MalformedException {
        lines.error(MysqlResultParser.failure(packet));
    }
}

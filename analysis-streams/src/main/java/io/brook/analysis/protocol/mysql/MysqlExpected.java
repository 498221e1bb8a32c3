package io.brook.analysis.protocol.mysql;

/** What the server's next packet is, once a client is logged in. */
enum MysqlExpected {
    /** Something that is not looked into. */
    NOTHING,
    /** Whether a command succeeded. */
    STATUS,
    /** How many columns a result has, or that there is none. */
    COLUMN_COUNT,
    /** One column. */
    COLUMN,
    /** One column, or the end of a list of them. */
    COLUMN_OR_END,
    /** The end of the columns, unless the client has asked to leave it out; then as {@link #ROW}. */
    END_OF_COLUMNS,
    /** One row, or the end of them. */
    ROW
}

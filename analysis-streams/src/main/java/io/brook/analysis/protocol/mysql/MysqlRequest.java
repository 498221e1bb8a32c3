package io.brook.analysis.protocol.mysql;

/**
 * What a client wants.
 *
 * @param number which command it is
 * @param text what stands behind it, without attributes
 * @param user who the client is from now on; null when that does not change
 */
record MysqlRequest(int number, String text, String user) {
    /** Null when there is no such command. */
    MysqlCommand command() {
        return MysqlCommand.of(number);
    }
}

package io.brook.analysis.protocol.mysql;

/** The commands, in the order of their numbers. */
enum MysqlCommand {
    SLEEP(MysqlExpected.STATUS),
    QUIT(MysqlExpected.STATUS),
    INIT_DB(MysqlExpected.STATUS),
    QUERY(MysqlExpected.COLUMN_COUNT),
    FIELD_LIST(MysqlExpected.COLUMN_OR_END),
    CREATE_DB(MysqlExpected.STATUS),
    DROP_DB(MysqlExpected.STATUS),
    REFRESH(MysqlExpected.STATUS),
    SHUTDOWN(MysqlExpected.STATUS),
    STATISTICS(MysqlExpected.NOTHING),
    PROCESS_INFO(MysqlExpected.COLUMN_COUNT),
    CONNECT(MysqlExpected.STATUS),
    PROCESS_KILL(MysqlExpected.STATUS),
    DEBUG(MysqlExpected.STATUS),
    PING(MysqlExpected.STATUS),
    TIME(MysqlExpected.STATUS),
    DELAYED_INSERT(MysqlExpected.STATUS),
    CHANGE_USER(null),
    BINLOG_DUMP(MysqlExpected.NOTHING),
    TABLE_DUMP(MysqlExpected.NOTHING),
    CONNECT_OUT(MysqlExpected.NOTHING),
    REGISTER_SLAVE(MysqlExpected.NOTHING),
    STMT_PREPARE(MysqlExpected.NOTHING),
    STMT_EXECUTE(MysqlExpected.NOTHING),
    STMT_SEND_LONG_DATA(MysqlExpected.NOTHING),
    STMT_CLOSE(MysqlExpected.NOTHING),
    STMT_RESET(MysqlExpected.NOTHING),
    SET_OPTION(MysqlExpected.NOTHING),
    STMT_FETCH(MysqlExpected.NOTHING),
    DAEMON(MysqlExpected.STATUS),
    BINLOG_DUMP_GTID(MysqlExpected.NOTHING),
    RESET_CONNECTION(MysqlExpected.STATUS);

    private static final MysqlCommand[] ALL = values();

    private final MysqlExpected answer;

    /** @param answer null when the handshake begins anew */
    MysqlCommand(MysqlExpected answer) {
        this.answer = answer;
    }

    /** The kind of the server's first packet after it; null when the handshake starts again. */
    MysqlExpected answer() {
        return answer;
    }

    /** @return null when there is no such command */
    static MysqlCommand of(int number) {
        return number < ALL.length ? ALL[number] : null;
    }
}

package io.brook.analysis.protocol.mysql;

/** The commands, in the order of their numbers. */
enum Command {
    SLEEP(Expected.STATUS),
    QUIT(Expected.STATUS),
    INIT_DB(Expected.STATUS),
    QUERY(Expected.COLUMN_COUNT),
    FIELD_LIST(Expected.COLUMN_OR_END),
    CREATE_DB(Expected.STATUS),
    DROP_DB(Expected.STATUS),
    REFRESH(Expected.STATUS),
    SHUTDOWN(Expected.STATUS),
    STATISTICS(Expected.NOTHING),
    PROCESS_INFO(Expected.COLUMN_COUNT),
    CONNECT(Expected.STATUS),
    PROCESS_KILL(Expected.STATUS),
    DEBUG(Expected.STATUS),
    PING(Expected.STATUS),
    TIME(Expected.STATUS),
    DELAYED_INSERT(Expected.STATUS),
    CHANGE_USER(null),
    BINLOG_DUMP(Expected.NOTHING),
    TABLE_DUMP(Expected.NOTHING),
    CONNECT_OUT(Expected.NOTHING),
    REGISTER_SLAVE(Expected.NOTHING),
    STMT_PREPARE(Expected.NOTHING),
    STMT_EXECUTE(Expected.NOTHING),
    STMT_SEND_LONG_DATA(Expected.NOTHING),
    STMT_CLOSE(Expected.NOTHING),
    STMT_RESET(Expected.NOTHING),
    SET_OPTION(Expected.NOTHING),
    STMT_FETCH(Expected.NOTHING),
    DAEMON(Expected.STATUS),
    BINLOG_DUMP_GTID(Expected.NOTHING),
    RESET_CONNECTION(Expected.STATUS);

    private static final Command[] ALL = values();

    private final Expected answer;

    /** @param answer null when the handshake begins anew */
    Command(Expected answer) {
        this.answer = answer;
    }

    /** What the server's first packet after it is; null when the handshake begins anew. */
    Expected answer() {
        return answer;
    }

    /** @return null when there is no such command */
    static Command of(int number) {
        return number < ALL.length ? ALL[number] : null;
    }
}

package io.brook.analysis.protocol.irc;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** What is odd about a conversation in IRC. */
enum IrcWeird implements Weird {
    INVALID_COMMAND(Oddity.ofAnalyzer("irc_invalid_command")),
    INVALID_DCC_HOST(Oddity.ofAnalyzer("irc_invalid_dcc_host")),
    INVALID_DCC_MESSAGE_FORMAT(Oddity.ofAnalyzer("irc_invalid_dcc_message_format")),
    INVALID_JOIN_LINE(Oddity.ofAnalyzer("irc_invalid_join_line")),
    INVALID_LINE(Oddity.ofAnalyzer("irc_invalid_line")),
    INVALID_NJOIN_LINE(Oddity.ofAnalyzer("irc_invalid_njoin_line")),
    INVALID_PRIVMSG_MESSAGE_FORMAT(Oddity.ofAnalyzer("irc_invalid_privmsg_message_format")),
    INVALID_REPLY_NUMBER(Oddity.ofAnalyzer("irc_invalid_reply_number")),
    LINE_SIZE_EXCEEDED(Oddity.ofAnalyzer("irc_line_size_exceeded")),
    LINE_TOO_SHORT(Oddity.ofAnalyzer("irc_line_too_short")),
    TOO_MANY_INVALID(Oddity.ofAnalyzer("irc_too_many_invalid")),
    INVALID_DCC_PORT(Oddity.ofAnalyzer("irc_invalid_dcc_port"));

    private final Oddity oddity;

    IrcWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}

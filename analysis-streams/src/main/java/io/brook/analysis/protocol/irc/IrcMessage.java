package io.brook.analysis.protocol.irc;

import io.brook.analysis.line.ReplyCode;

/**
 * A line of IRC (RFC 2812, section 2.3.1): who says it, a command or a reply's number, and the rest.
 *
 * @param prefix who says it; empty when that is not said
 * @param command in upper case; empty for a reply
 * @param code the reply's number; 0 for a command
 * @param rest the parameters, as they stand there
 */
record IrcMessage(String prefix, String command, int code, String rest) {
    static final int NO_NUMBER = ReplyCode.NONE;
}

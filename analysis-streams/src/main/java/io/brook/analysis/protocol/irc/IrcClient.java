package io.brook.analysis.protocol.irc;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.IrcLog;

/**
 * What is known of a client, as lines of irc.log give it. Like Zeek, it keeps one record for a session, and each line has all of
 * it, including what an earlier command left there. It is shared with the connections that carry the client's files.
 */
final class IrcClient {
    private final String uid;
    private final ConnId id;

    /** When something was said of it last. */
    long time;

    private String nick;
    private String user;
    private String value;
    private String more;

    /** The file that was announced last and has not come; null for none. */
    String fileName;

    Long fileSize;
    String fuid;

    IrcClient(String uid, ConnId id) {
        this.uid = uid;
        this.id = id;
    }

    IrcLog says(String command, String newValue, String rest) {
        value = newValue;
        more = rest;
        return line(command, null);
    }

    /** Changes the nick name. The line that is returned has the old one. */
    IrcLog nick(String newNick) {
        IrcLog line = says("NICK", newNick, more);
        nick = newNick;
        return line;
    }

    /** Sets the user's name. The line that is returned has the old one. */
    IrcLog user(String name, String rest) {
        IrcLog line = says("USER", name, rest);
        user = name;
        return line;
    }

    /** The line of a file that has begun, whose announcement is used up. */
    IrcLog file(String mimeType) {
        IrcLog line = line("DCC", mimeType);
        fileName = null;
        fileSize = null;
        return line;
    }

    private IrcLog line(String command, String mimeType) {
        return new IrcLog(null, time, uid, id, nick, user, command, value, more, fileName, fileSize, mimeType, fuid);
    }
}

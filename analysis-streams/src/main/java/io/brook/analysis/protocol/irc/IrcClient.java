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
    private long time;
    private String nick;
    private String user;
    private String command;
    private String value;
    private String more;
    private String fileName;
    private Long fileSize;
    private String fuid;

    IrcClient(String uid, ConnId id) {
        this.uid = uid;
        this.id = id;
    }

    /** Something is said of it now. */
    void at(long now) {
        time = now;
    }

    IrcLog says(String what, String newValue, String rest) {
        command = what;
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

    /** A file is announced. */
    void offers(String name, long size) {
        fileName = name;
        fileSize = size;
    }

    /** The name of the file that was announced last and has not come, or null. */
    String offered() {
        return fileName;
    }

    void fileIs(String newFuid) {
        fuid = newFuid;
    }

    /** The line of a file that has begun, whose announcement is used up. */
    IrcLog file(String mimeType) {
        IrcLog line = line("DCC", mimeType);
        fileName = null;
        fileSize = null;
        return line;
    }

    private IrcLog line(String what, String mimeType) {
        IrcLog line = new IrcLog();
        line.setTs(time);
        line.setUid(uid);
        line.setId(id);
        line.setNick(nick);
        line.setUser(user);
        line.setCommand(what);
        line.setValue(value);
        line.setAddl(more);
        line.setDccFileName(fileName);
        line.setDccFileSize(fileSize);
        line.setDccMimeType(mimeType);
        line.setFuid(fuid);
        return line;
    }
}

package io.brook.analysis.protocol.ftp;

/** A command that has no final reply yet. */
final class FtpCommand {
    final long time;

    /** In upper case. */
    final String name;

    final String argument;

    /** Whether its change of directory was made. It is made once, however many replies there are. */
    boolean hasMoved;

    FtpCommand(long time, String name, String argument) {
        this.time = time;
        this.name = name;
        this.argument = argument;
    }
}

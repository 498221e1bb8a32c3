package io.brook.analysis.protocol.ftp;

/** A command that has no final reply yet. */
final class FtpCommand {
    private final long number;
    private final long time;
    private final String name;
    private final String argument;
    private boolean directoryChanged;

    /** @param number its place among the commands of the session */
    FtpCommand(long number, long time, String name, String argument) {
        this.number = number;
        this.time = time;
        this.name = name;
        this.argument = argument;
    }

    long number() {
        return number;
    }

    long time() {
        return time;
    }

    /** In upper case. */
    String name() {
        return name;
    }

    String argument() {
        return argument;
    }

    /** Whether its change of directory is still to be made. It is made once, however many replies there are. */
    boolean takeDirectoryChange() {
        boolean first = !directoryChanged;
        directoryChanged = true;
        return first;
    }
}

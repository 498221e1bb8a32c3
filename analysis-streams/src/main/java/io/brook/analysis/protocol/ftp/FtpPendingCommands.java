package io.brook.analysis.protocol.ftp;

import java.util.ArrayList;
import java.util.List;

/** The commands without a final reply, in order: at most {@value #MAX}. The server's greeting replies to one that nobody sent. */
final class FtpPendingCommands {
    static final String GREETING = "<init>";

    /** Zeek's FTP::max_pending_commands. */
    static final int MAX = 20;

    private static final int FITS = 100;
    private static final int NAMED = 20;
    private static final int ARGUMENT_NAMED = 10;

    private final List<FtpCommand> commands = new ArrayList<>(2);

    FtpPendingCommands(long time) {
        add(time, GREETING, "");
    }

    int size() {
        return commands.size();
    }

    boolean isFull() {
        return commands.size() >= MAX;
    }

    void add(long time, String name, String argument) {
        commands.add(new FtpCommand(time, name, argument));
    }

    /** @return whether it was there */
    boolean remove(FtpCommand command) {
        return commands.remove(command);
    }

    List<FtpCommand> all() {
        return List.copyOf(commands);
    }

    /** The command that a reply is to, most likely: by its code, and by what it says of the command. The oldest of equals. */
    FtpCommand repliedTo(int code, String text) {
        FtpCommand best = null;
        int bestScore = -1;
        for (FtpCommand each : commands) {
            int score = (FtpReplyCodes.fits(each.name, code) ? FITS : 0)
                    + (text.contains(each.name) ? NAMED : 0)
                    + (text.contains(each.argument) ? ARGUMENT_NAMED : 0);
            if (score > bestScore) {
                best = each;
                bestScore = score;
            }
        }
        return best;
    }
}

package io.brook.analysis.protocol.ftp;

import java.util.ArrayList;
import java.util.List;

/** The commands without a final reply, in order: at most {@value #MAX}. The server's greeting replies to one that nobody sent. */
final class PendingCommands {
    static final String GREETING = "<init>";
    /** Zeek's FTP::max_pending_commands. */
    static final int MAX = 20;

    private static final int FITS = 100;
    private static final int NAMED = 20;
    private static final int ARGUMENT_NAMED = 10;

    private final List<Command> commands = new ArrayList<>(2);
    private long sent;

    PendingCommands(long time) {
        add(time, GREETING, "");
    }

    int size() {
        return commands.size();
    }

    boolean isFull() {
        return commands.size() >= MAX;
    }

    void add(long time, String name, String argument) {
        commands.add(new Command(++sent, time, name, argument));
    }

    /** @return whether it was there */
    boolean remove(Command command) {
        return commands.remove(command);
    }

    List<Command> all() {
        return List.copyOf(commands);
    }

    /** The command that a reply is to, most likely: by its code, and by what it says of the command. The oldest of equals. */
    Command repliedTo(int code, String text) {
        Command best = null;
        int bestScore = -1;
        for (Command each : commands) {
            int score = (ReplyCodes.fits(each.name(), code) ? FITS : 0)
                    + (text.contains(each.name()) ? NAMED : 0)
                    + (text.contains(each.argument()) ? ARGUMENT_NAMED : 0);
            if (score > bestScore) {
                best = each;
                bestScore = score;
            }
        }
        return best;
    }
}

package io.brook.deploy.crash;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the files in a node's directory that the shell knows. */
public final class NodeFiles {
    /** What the node prints on standard output. */
    public static final String OUTPUT = "stdout.log";

    /** What it prints on standard error: its messages. */
    public static final String MESSAGES = "stderr.log";

    /** Its exit status, when it has ended and somebody was there to see it. */
    public static final String STATUS = "exit-status";

    /** How it was started: its command, and the variables of its own. */
    public static final String COMMAND = "command.txt";

    /** The number of its process, which whoever waits for its end writes. */
    public static final String NUMBER = ".pid";

    /** The packets that the shell has saved of a capture. */
    public static final String TRACE = "trace.pcapng";

    private static final Pattern LEFT = Pattern.compile(
            Stream.of(OUTPUT, MESSAGES, STATUS, COMMAND).map(Pattern::quote).collect(Collectors.joining("|"))
                    + "|hs_err_pid.*|replay_pid.*|java_pid.*\\.hprof|core(\\..*)?");

    private NodeFiles() {}

    /** Whether a file is of use to whoever looks into a crash, and to the next process of the node is not. */
    static boolean isLeft(String name) {
        return LEFT.matcher(name).matches();
    }
}

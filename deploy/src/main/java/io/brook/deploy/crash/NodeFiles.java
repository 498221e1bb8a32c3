package io.brook.deploy.crash;

/** The files of the shell's own in a node's directory. */
public final class NodeFiles {
    /** What the node prints on standard output. */
    public static final String OUTPUT = "stdout.log";

    /** What it prints on standard error: its messages. */
    public static final String MESSAGES = "stderr.log";

    /** Its exit status, when it has ended and somebody was there to see it. */
    public static final String STATUS = "exit-status";

    /** How it was started: its command, and the variables of its own. */
    public static final String COMMAND = "command.txt";

    private NodeFiles() {}
}

package io.brook.deploy.host;

import java.util.List;

/**
 * What a host is asked to do.
 *
 * @param tasks the nodes that it is about
 * @param words what the verb needs besides
 * @param seconds how long it may take
 */
public record Request(Verb verb, List<Task> tasks, List<String> words, int seconds) {
    /** What can be asked. */
    public enum Verb {
        /** How nodes are. */
        STATUS(false),
        /** Start those nodes that do not run, and wait until all are ready: a row with the name of each that was started. */
        START(true),
        /** Stop nodes, and kill those that have not ended when the time is over: a row with the name of each that was stopped. */
        STOP(true),
        /** Delete what nodes have left that do not run; with the word {@code all} also their data. */
        CLEANUP(true),
        /**
         * Take over the directory of the first word as configuration, with the distribution of the second, if there is one, for these
         * nodes.
         */
        INSTALL(true),
        /** Keep what nodes have left that have crashed, and write reports. */
        KEEP(true),
        /** The reports that were not mailed yet: a row of name, node, and text for each. */
        REPORTS(false),
        /** The reports that the words name were mailed. */
        MAILED(true),
        /** Delete reports, and what is kept with them, that are older than the first word says, in ms since 1970. */
        EXPIRE(true),
        /** Metrics of nodes, those of the words' names: a row of node, metric, and sum of its series for each. */
        METRICS(false),
        /** What the processes of nodes use, as {@link HostTools#use} has it. */
        TOP(false),
        /** The last lines that nodes have written. */
        DIAG(false),
        /** What the Java processes of nodes are doing: their threads, and the classes with most objects. */
        THREADS(false),
        /** The room on the file systems of the directories that the words name: a row for each that is there. */
        DF(false),
        /** Run the first word as a command of the system's shell, in the directory of the second. */
        EXEC(false);

        private final boolean writes;

        Verb(boolean writes) {
            this.writes = writes;
        }

        /** Whether only one shell may do it at a time. */
        boolean writes() {
            return writes;
        }
    }

    /** Asks about nodes. */
    public static Request of(Verb verb, List<Task> tasks, int seconds) {
        return new Request(verb, tasks, List.of(), seconds);
    }

    /** Asks what has to do with no node. */
    public static Request of(Verb verb, int seconds, String... words) {
        return new Request(verb, List.of(), List.of(words), seconds);
    }
}

package io.brook.schemas.export;

import io.brook.schemas.log.LogStream;
import java.util.List;

/**
 * Which copies of the log topics are kept for other software. Brook's own readers need the log topics as they are, so a copy is a set of
 * topics of its own; its records are sent in the transactions of the others, so it holds the same lines, each once.
 *
 * @param sets the sets of topics
 */
public record LogCopies(List<Set> sets) {
    /** No copies. */
    public static final LogCopies NONE = new LogCopies(List.of());

    public LogCopies {
        sets = List.copyOf(sets);
    }

    /**
     * One set: a topic for each log.
     *
     * @param prefix what the topics' names begin with, before the name of the log; not the same for two sets
     * @param keyed whether a record's key is the connection's uid, where the log has one; else it has none
     * @param encoding how lines become values
     */
    public record Set(String prefix, boolean keyed, Encoding encoding) {
        /** The name of the topic of a log. */
        public String topic(LogStream stream) {
            return prefix + stream.path();
        }
    }
}

package io.brook.deploy.host;

import java.util.List;

/**
 * What a host answers.
 *
 * @param well whether all went well
 * @param nodes how nodes are, when that was asked
 * @param rows of a table, when one was asked for
 * @param error why the request could not be carried out; null when it could
 */
public record Answer(boolean well, List<NodeState> nodes, List<List<String>> rows, String error) {
    /** Nothing but whether it went well. */
    public static Answer of(boolean well) {
        return new Answer(well, List.of(), List.of(), null);
    }

    static Answer states(List<NodeState> nodes) {
        return new Answer(true, nodes, List.of(), null);
    }

    /** A row for each name. */
    static Answer names(boolean well, List<String> names) {
        return table(well, names.stream().map(List::of).toList());
    }

    static Answer table(boolean well, List<List<String>> rows) {
        return new Answer(well, List.of(), rows, null);
    }

    /** The request was not carried out. */
    public static Answer failure(String why) {
        return new Answer(false, List.of(), List.of(), why);
    }
}

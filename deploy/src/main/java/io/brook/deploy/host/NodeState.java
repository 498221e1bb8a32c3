package io.brook.deploy.host;

/**
 * How a node is, and its process.
 *
 * @param pid the number of its process, or of the one that has crashed; 0 when there is none
 * @param started when it was started, in ms since 1970; 0 when there is none
 * @param restart from when on cron starts it again when it has crashed, in ms since 1970; 0 when it has not
 * @param wanted whether it was started and not stopped since, so that cron starts it again
 */
public record NodeState(String name, Condition condition, long pid, long started, long restart, boolean wanted) {
    /** A node of a host that cannot be asked. */
    public static NodeState unknown(String name) {
        return new NodeState(name, Condition.UNKNOWN, 0, 0, 0, false);
    }
}

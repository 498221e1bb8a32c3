package io.brook.deploy.crash;

import java.time.Instant;

/**
 * A process that has ended without having been stopped, or that had to be killed.
 *
 * @param node its name
 * @param pid the number that the process had; 0 when it is not known
 * @param started when the process was started
 * @param what happened to it, as the end of a sentence that begins with the node's name
 */
public record Crash(String node, long pid, Instant started, String what) {
    /** It was found to have ended. */
    public static Crash found(String node, long pid, Instant started) {
        return new Crash(node, pid, started, "has ended without having been stopped");
    }

    /** It did not end when it was asked to. */
    public static Crash killed(String node, long pid, Instant started) {
        return new Crash(node, pid, started, "did not end when it was stopped, and was killed");
    }
}

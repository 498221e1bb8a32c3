package io.brook.analysis.engine;

/**
 * What an engine has had to give up to stay within its memory.
 *
 * @param connections connections that ended early
 * @param streams directions of TCP connections that were no longer put in order
 * @param fragmentedPackets packets whose fragments were forgotten
 */
public record EngineCounters(long connections, long streams, long fragmentedPackets) {
    /** Whether anything was given up. */
    public boolean isAny() {
        return connections + streams + fragmentedPackets > 0;
    }
}

package io.brook.analysis.engine;

/**
 * What an engine has had to give up, nearly all of it to stay within its memory.
 *
 * @param connections connections that ended early
 * @param streams directions of TCP connections that were no longer put in order
 * @param fragmentedPackets packets whose fragments were forgotten
 * @param sessions protocol sessions that a bug has ended
 * @param sessionsTrimmed protocol sessions that still wanted bytes which the producer had left out
 * @param files files that ended early
 */
public record EngineCounters(
        long connections, long streams, long fragmentedPackets, long sessions, long sessionsTrimmed, long files) {
    /** Whether anything was given up. */
    public boolean isAny() {
        return connections + streams + fragmentedPackets + sessions + sessionsTrimmed + files > 0;
    }
}

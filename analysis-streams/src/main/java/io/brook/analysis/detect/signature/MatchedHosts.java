package io.brook.analysis.detect.signature;

import java.util.HashSet;
import java.util.Set;

/** The hosts with whose connections a signature has matched. No more than {@value #MAX} are told apart. */
final class MatchedHosts {
    /** The highest number that is told. */
    static final int MAX = 1_000;

    private final Set<String> hosts = new HashSet<>();
    private long last;

    boolean isQuietSince(long time) {
        return last <= time;
    }

    /** Whether the host is new. */
    boolean add(String host, long time) {
        last = time;
        return hosts.size() < MAX && hosts.add(host);
    }

    int count() {
        return hosts.size();
    }
}

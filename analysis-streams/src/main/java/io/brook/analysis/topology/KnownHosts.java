package io.brook.analysis.topology;

import io.brook.schemas.subject.HostSeen;
import io.brook.schemas.subject.KnownHost;
import io.brook.schemas.subject.SubjectKey;
import java.time.Duration;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What a worker knows of the hosts that are known already, so that it does not report them again. It may know too little,
 * which costs a record; what it leaves out, the owner of the host would have left out too.
 */
final class KnownHosts {
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final ReadOnlyKeyValueStore<SubjectKey, KnownHost> store;

    KnownHosts(ReadOnlyKeyValueStore<SubjectKey, KnownHost> store) {
        this.store = store;
    }

    /** Whether the host was logged less than a day before it was seen this time. */
    boolean isNoNews(HostSeen seen) {
        KnownHost known = store.get(new SubjectKey(seen.getSensor(), seen.getHost()));
        return known != null && seen.getTime() >= known.getLogged() && seen.getTime() - known.getLogged() < DAY;
    }
}

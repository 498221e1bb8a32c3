package io.brook.deploy.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a node is started again that has crashed. The first crashes within an hour cost it nothing; each further one doubles the
 * pause, up to an hour. So one that cannot run is tried ever more seldom, and one that has run for an hour is as good as new.
 */
public final class RestartLimit {
    /** So many crashes within an hour are followed by a start at once. */
    public static final int FREE = 3;

    private static final Duration WINDOW = Duration.ofHours(1);

    private RestartLimit() {}

    /**
     * The time from which on it is started again.
     *
     * @param found when the node's crashes were found, in this order; one at least
     * @param pause the first pause; zero to start always at once
     */
    public static Instant of(List<Instant> found, Duration pause) {
        Instant last = found.get(found.size() - 1);
        Instant since = last.minus(WINDOW);
        long recent = found.stream().filter(each -> each.isAfter(since)).count();
        Duration wait = recent > FREE ? pause : Duration.ZERO;
        for (long i = FREE + 1; i < recent && wait.compareTo(WINDOW) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return last.plus(wait.compareTo(WINDOW) < 0 ? wait : WINDOW);
    }
}

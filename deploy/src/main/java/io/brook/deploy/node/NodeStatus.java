package io.brook.deploy.node;

import io.brook.deploy.cluster.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports changes in a process, and at a fixed interval how it is doing. */
public final class NodeStatus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeStatus.class);
    private static final int LOOK_MS = 500;
    private static final int SECOND = 1_000_000_000;

    private final Consumer<String> say;
    private final List<News> news = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "brook-status");
        thread.setDaemon(true);
        return thread;
    });

    /** Something that is checked regularly, and what was last reported about it. */
    private static final class News {
        private final Supplier<Optional<String>> source;
        private final boolean once;
        private String said;

        News(Supplier<Optional<String>> source, boolean once) {
            this.source = source;
            this.once = once;
        }

        Optional<String> look() {
            Optional<String> now = said != null && once ? Optional.empty() : source.get();
            if (now.isEmpty() || now.get().equals(said)) {
                return Optional.empty();
            }
            said = now.get();
            return now;
        }
    }

    /** @param say takes the lines */
    public NodeStatus(Consumer<String> say) {
        this.say = say;
        clock.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (News each : news) {
            attempt(() -> each.look().ifPresent(say));
        }
    }

    /** A failure would end all checks; a part that is just starting or ending may fail. */
    private static void attempt(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.debug("cannot find out how the process is doing", e);
        }
    }

    /** Prints what this returns, whenever it differs from before. */
    public void whenever(Supplier<Optional<String>> source) {
        news.add(new News(source, false));
    }

    /** Prints the first line that this returns, and no more. */
    public void once(Supplier<Optional<String>> source) {
        news.add(new News(source, true));
    }

    /** Prints at this interval what was done since the last time, and how much is left. */
    public void every(Duration interval, Supplier<Figures> figures) {
        Rates rates = new Rates(figures);
        clock.scheduleAtFixedRate(
                () -> attempt(() -> say.accept(rates.line())),
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** What was done between two checks. */
    private static final class Rates {
        private final Supplier<Figures> figures;
        private Map<String, Long> before = Map.of();
        private long since = System.nanoTime();
        private OptionalLong reachedBefore = OptionalLong.empty();

        Rates(Supplier<Figures> figures) {
            this.figures = figures;
        }

        String line() {
            Figures now = figures.get();
            long time = System.nanoTime();
            double seconds = (time - since) / 1e9;
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "in the last %.0f s:", seconds));
            String separator = " ";
            for (Map.Entry<String, Long> each : new TreeMap<>(now.totals()).entrySet()) {
                long done = Math.max(0, each.getValue() - before.getOrDefault(each.getKey(), 0L));
                line.append(separator)
                        .append(String.format(Locale.ROOT, "%,d %s (%,.0f/s)", done, each.getKey(), done / seconds));
                separator = ", ";
            }
            now.behind().ifPresent(behind -> line.append(String.format(Locale.ROOT, "; %,d records behind", behind)));
            now.reached().ifPresent(reached -> line.append(traffic(reached, seconds)));
            before = now.totals();
            reachedBefore = now.reached();
            since = time;
            return line.toString();
        }

        /** How far the traffic is behind the clock, and at what speed it is read: at 1 the distance stays the same. */
        private String traffic(long reached, double seconds) {
            Duration late = Duration.between(
                            Instant.ofEpochSecond(Math.floorDiv(reached, SECOND), Math.floorMod(reached, SECOND)),
                            Instant.now())
                    .truncatedTo(ChronoUnit.SECONDS);
            String text = "; " + late.toString().substring(2).toLowerCase(Locale.ROOT) + " behind the clock";
            if (reachedBefore.isEmpty()) {
                return text;
            }
            double speed = (reached - reachedBefore.getAsLong()) / 1e9 / seconds;
            return text + String.format(Locale.ROOT, ", at %,.1f times the traffic's speed", speed);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

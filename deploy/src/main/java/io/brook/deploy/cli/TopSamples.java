package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.NodeUse;
import io.brook.deploy.shell.Survey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at nodes again and again, so that whoever shows them never waits for a host. */
final class TopSamples implements AutoCloseable {
    /** A host that could not be asked is not asked again before. */
    private static final Duration LOST = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final List<Node> nodes;
    private final Duration pause;
    private final Thread looking = new Thread(this::look, "brook-top");
    private volatile Sample last;
    private volatile Exception failure;

    /**
     * What there is to show.
     *
     * @param number counts the samples
     * @param complaints about hosts
     */
    record Sample(long number, TopTable table, List<String> complaints) {}

    /**
     * @param names of nodes; none for all
     * @param pause between two looks
     */
    TopSamples(Cluster cluster, List<String> names, Duration pause) throws ConfigException {
        this.cluster = cluster;
        nodes = cluster.nodes(names);
        this.pause = pause;
        looking.setDaemon(true);
    }

    /** Begins to look. */
    void start() {
        looking.start();
    }

    /**
     * The last sample; null before there are two looks to compare.
     *
     * @throws RunException when no more will come
     */
    Sample last() throws RunException {
        if (failure != null) {
            throw new RunException(failure.getMessage(), failure);
        }
        return last;
    }

    private void look() {
        try {
            while (true) {
                look(new ArrayList<>());
            }
        } catch (RunException e) {
            failure = e;
        } catch (InterruptedException e) {
            // Nobody looks any more.
        }
    }

    /** Until hosts that were lost are worth another try. */
    private void look(List<String> complaints) throws RunException, InterruptedException {
        try (Survey survey = new Survey(cluster, complaints::add)) {
            List<NodeUse> before = null;
            long then = 0;
            for (long since = 0; complaints.isEmpty() || System.nanoTime() - since < LOST.toNanos(); ) {
                boolean well = complaints.isEmpty();
                List<NodeUse> now = survey.top(nodes, TopTable.METRICS);
                long at = System.nanoTime();
                if (well) {
                    since = at;
                }
                if (before != null) {
                    TopTable table = TopTable.of(before, now, Duration.ofNanos(at - then));
                    long number = last == null ? 1 : last.number() + 1;
                    last = new Sample(number, table, List.copyOf(complaints));
                }
                before = now;
                then = at;
                Thread.sleep(pause.toMillis());
            }
        }
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}

package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.metrics.Measure;
import io.brook.deploy.status.ClusterStatus;
import io.brook.deploy.status.ProcessView;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * What each worker took in while they kept their partitions.
 *
 * @param workers the one that took in least first
 */
record Shares(List<Share> workers) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * A worker's.
     *
     * @param partitions its partitions by topic
     * @param perSecond packets
     */
    record Share(Map<String, List<Integer>> partitions, double perSecond) {}

    /** What a worker has said at one time; the partitions are its own for as long as it says the same ones. */
    private record Sign(String id, Map<String, List<Integer>> partitions, double packets, long time) {
        static Sign of(ProcessView view) {
            return new Sign(
                    view.said().getNode() + ' ' + view.said().getStarted(),
                    new TreeMap<>(view.said().getPartitions()),
                    view.total(Measure.WORKER_PACKETS).orElse(0),
                    view.said().getTime());
        }
    }

    /**
     * Waits until so many workers have all partitions, and then until they have taken in so many packets without a partition changing
     * hands.
     */
    static Shares measure(Brokers brokers, int workers, int partitions, int packets) {
        Shares[] measured = new Shares[1];
        Map<String, Sign> since = new TreeMap<>();
        boolean done = ChildProcess.until(PATIENCE, () -> {
            Map<String, Sign> now = signs(brokers);
            if (now.size() != workers || owned(now) != partitions) {
                since.clear();
                return false;
            }
            if (!sameOwners(since, now)) {
                since.clear();
                since.putAll(now);
                return false;
            }
            measured[0] = between(since, now);
            return total(now) - total(since) >= packets;
        });
        assertThat(done)
                .as("%d workers take in %d packets: from %s to %s", workers, packets, since, signs(brokers))
                .isTrue();
        return measured[0];
    }

    private static Map<String, Sign> signs(Brokers brokers) {
        try {
            return ClusterStatus.read(brokers.client()).processes().stream()
                    .filter(each -> each.said().getRole().equals("worker") && each.state() == ProcessView.State.READY)
                    .map(Sign::of)
                    .collect(Collectors.toMap(Sign::id, sign -> sign));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int owned(Map<String, Sign> signs) {
        return signs.values().stream()
                .mapToInt(sign -> sign.partitions
                        .getOrDefault(Topics.PACKETS.name(), List.of())
                        .size())
                .sum();
    }

    private static boolean sameOwners(Map<String, Sign> since, Map<String, Sign> now) {
        return since.keySet().equals(now.keySet())
                && since.values().stream()
                        .allMatch(sign -> now.get(sign.id).partitions.equals(sign.partitions)
                                && now.get(sign.id).time >= sign.time);
    }

    private static double total(Map<String, Sign> signs) {
        return signs.values().stream().mapToDouble(Sign::packets).sum();
    }

    private static Shares between(Map<String, Sign> since, Map<String, Sign> now) {
        return new Shares(now.values().stream()
                .map(sign -> {
                    Sign before = since.get(sign.id);
                    double seconds = Math.max(1, sign.time - before.time) / 1e3;
                    return new Share(sign.partitions, (sign.packets - before.packets) / seconds);
                })
                .sorted(Comparator.comparingDouble(Share::perSecond))
                .toList());
    }

    /** How much each has taken in of what all have on average. */
    List<Double> ofMean() {
        double mean = workers.stream().mapToDouble(Share::perSecond).average().orElseThrow();
        return workers.stream().map(share -> share.perSecond / mean).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(workers.size() + " workers:");
        List<Double> ofMean = ofMean();
        for (int i = 0; i < workers.size(); i++) {
            text.append(String.format(
                    Locale.ROOT,
                    " %.0f packets/s (%.2f of the mean) of %s;",
                    workers.get(i).perSecond,
                    ofMean.get(i),
                    workers.get(i).partitions));
        }
        return text.toString();
    }
}

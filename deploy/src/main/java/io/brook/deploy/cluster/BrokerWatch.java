package io.brook.deploy.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;

/** Checks whether the brokers answer, and reports in a line when that changes: Kafka's clients wait silently. */
public final class BrokerWatch implements AutoCloseable {
    private static final int PERIOD_MS = 2_000;
    private static final int TIMEOUT_MS = 5_000;

    private final Admin admin;
    private final Map<String, Object> client;
    private final Consumer<String> say;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "brook-brokers");
        thread.setDaemon(true);
        return thread;
    });
    private Set<Integer> seen = Set.of();
    private long silentSince;

    /**
     * @param client the settings that clients connect with
     * @param say takes the lines
     */
    public BrokerWatch(Admin admin, Map<String, Object> client, Consumer<String> say) {
        this.admin = admin;
        this.client = client;
        this.say = say;
        clock.scheduleWithFixedDelay(this::look, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            answered(admin.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MS)).nodes().get().stream()
                    .map(Node::id)
                    .collect(Collectors.toCollection(TreeSet::new)));
        } catch (ExecutionException | KafkaException e) {
            // A refusal is an answer; whoever asked reports it.
            if (Refusal.find(e, Refusal::isRefusal).isEmpty()) {
                silent();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answered(Set<Integer> now) {
        if (silentSince != 0) {
            Duration silence = Duration.ofNanos(System.nanoTime() - silentSince);
            say.accept("the brokers answer again, after " + silence.toSeconds() + " s");
            silentSince = 0;
        }
        Set<Integer> gone = new TreeSet<>(seen);
        gone.removeAll(now);
        Set<Integer> back = new TreeSet<>(now);
        back.removeAll(seen);
        if (!gone.isEmpty()) {
            say.accept("broker " + list(gone) + " has gone; the brokers are now " + list(now));
        }
        if (!back.isEmpty() && !seen.isEmpty()) {
            say.accept("broker " + list(back) + " is up; the brokers are now " + list(now));
        }
        seen = now;
    }

    private void silent() {
        if (silentSince == 0) {
            silentSince = System.nanoTime();
            String servers = String.valueOf(client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
            String why = PortCheck.mismatch(client).map(reason -> ": " + reason).orElse("");
            say.accept("no broker answers at " + servers + why + "; waiting");
        }
    }

    private static String list(Set<Integer> brokers) {
        return brokers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

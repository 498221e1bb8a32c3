package io.brook.deploy.cluster;

import io.brook.analysis.topology.WorkerFigures;
import io.brook.schemas.loss.LossCounters;
import io.brook.schemas.loss.Losses;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application's stream tasks, or this process's share of them, at work. A bug in any ends the process. */
public final class StreamTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamTasks.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Application application;
    private final KafkaStreams streams;
    private final Losses losses;
    private final Watch watch;
    private final Consumer<KafkaStreams.State> listener;
    private final TaskFigures figures = new TaskFigures();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /**
     * @param client the settings that clients connect with
     * @param partitions the partitions that each topic has, by name
     * @param replication of the topics that hold the tasks' state
     * @param watch is told of failures
     * @param listener is told of every change of state
     */
    public StreamTasks(
            Application application,
            TaskConfig config,
            Map<String, Object> client,
            Map<String, Integer> partitions,
            Replication replication,
            Watch watch,
            Consumer<KafkaStreams.State> listener) {
        this.application = application;
        this.watch = watch;
        this.listener = listener;
        losses = new Losses(client);
        Topology topology = application.topology(config, partitions, figures, losses);
        streams = StreamsFactory.streams(application, topology, config, replication, client, losses);
        streams.setUncaughtExceptionHandler(this::judge);
        streams.setStateListener(this::changed);
    }

    /** Starts the threads; assigning the tasks takes a moment. */
    public void start() {
        streams.start();
    }

    /** Completes when every thread has its tasks, and the tasks have their state. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    /** The source partitions of the tasks that it runs, by topic; empty during a rebalance. */
    public SortedMap<String, SortedSet<Integer>> share() {
        SortedMap<String, SortedSet<Integer>> share = new TreeMap<>();
        if (streams.state() != KafkaStreams.State.RUNNING) {
            return share;
        }
        streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .forEach(partition -> share.computeIfAbsent(partition.topic(), topic -> new TreeSet<>())
                        .add(partition.partition()));
        return share;
    }

    /** How they are doing. */
    public Figures figures() {
        double records = streams.metrics().entrySet().stream()
                .filter(each -> each.getKey().group().equals("stream-thread-metrics")
                        && each.getKey().name().equals("process-total"))
                .mapToDouble(each -> (double) each.getValue().metricValue())
                .sum();
        Map<String, Long> totals = new HashMap<>(Map.of("records", (long) records));
        if (application.analyses()) {
            totals.put("packets", workers().packets());
        }
        return new Figures(totals, ConsumerLag.of(streams.metrics()));
    }

    /** What the workers among the tasks count; all zero where there are none. */
    public WorkerFigures workers() {
        return figures.workers();
    }

    /** What all stages among the tasks count. */
    public TaskFigures counts() {
        return figures;
    }

    /** The application of the tasks. */
    public Application application() {
        return application;
    }

    /** Kafka Streams' client that runs the tasks, to be measured. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Whether all threads have their tasks, and the tasks have their state. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** What Kafka had removed before the tasks read it. */
    public LossCounters losses() {
        return losses.counters();
    }

    private StreamThreadExceptionResponse judge(Throwable failure) {
        if (StreamFailure.isPassing(failure)) {
            String reason = RunException.of("its predecessor", failure).getMessage();
            if (StreamFailure.isOutage(failure)) {
                // BrokerWatch has said that the brokers do not answer.
                LOG.debug("{} starts a thread anew: {}", application.process(), reason);
            } else {
                LOG.warn("{} starts a thread anew: {}", application.process(), reason);
            }
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        watch.fail(application.process(), failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void changed(KafkaStreams.State now, KafkaStreams.State before) {
        if (now == KafkaStreams.State.ERROR) {
            watch.fail(application.process(), new IllegalStateException("its threads have stopped"));
        } else if (now == KafkaStreams.State.RUNNING) {
            ready.complete(null);
        }
        listener.accept(now);
    }

    @Override
    public void close() {
        // A member that leaves is not waited for, neither by threads that have yet to leave nor by other processes.
        streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_TIMEOUT));
    }
}

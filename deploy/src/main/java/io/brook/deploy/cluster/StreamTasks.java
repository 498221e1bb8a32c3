package io.brook.deploy.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The stream tasks of every stage, at work. A failure of any ends the process. */
final class StreamTasks implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private final KafkaStreams streams;
    private final int tasks;
    private final Watch watch;
    private final CompletableFuture<Void> spread = new CompletableFuture<>();

    StreamTasks(
            PipelineConfig config,
            Map<String, Object> client,
            Map<String, Integer> partitions,
            Path directory,
            Watch watch) {
        this.watch = watch;
        Topology topology = StreamsFactory.topology(config, partitions);
        tasks = StreamsFactory.tasks(topology, partitions);
        streams = StreamsFactory.streams(topology, config.threads(), client, directory);
        streams.setUncaughtExceptionHandler(this::fail);
        streams.setStateListener(this::changed);
    }

    /** Starts the threads; they need a moment to share out the tasks. */
    void start() {
        streams.start();
    }

    /**
     * Done when every thread has its share of the tasks. Before that a task may still move from one thread to another, and
     * connections in a worker's memory do not move with it.
     */
    CompletableFuture<Void> spread() {
        return spread;
    }

    private StreamThreadExceptionResponse fail(Throwable failure) {
        watch.fail("the analysis", failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void changed(KafkaStreams.State now, KafkaStreams.State before) {
        if (now == KafkaStreams.State.ERROR) {
            watch.fail("the analysis", new IllegalStateException("its threads have stopped"));
        } else if (now == KafkaStreams.State.REBALANCING && spread.isDone()) {
            watch.fail(
                    "the analysis",
                    new IllegalStateException("its tasks were moved, and what they held in memory is lost"));
        } else if (now == KafkaStreams.State.RUNNING && isSpread()) {
            spread.complete(null);
        }
    }

    private boolean isSpread() {
        IntSummaryStatistics shares = streams.metadataForLocalThreads().stream()
                .map(ThreadMetadata::activeTasks)
                .mapToInt(share -> share.size())
                .summaryStatistics();
        return shares.getSum() == tasks && shares.getMax() - shares.getMin() <= 1;
    }

    @Override
    public void close() {
        // A member that leaves need not be waited for by the threads that are still about to.
        streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_TIMEOUT));
    }
}

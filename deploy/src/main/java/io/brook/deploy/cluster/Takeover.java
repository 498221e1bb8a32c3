package io.brook.deploy.cluster;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears the way for tasks that come from a dead process: during a rebalance it aborts the transactions that the dead process left
 * open, because neither the tasks' state nor their results can be read past these.
 */
public final class Takeover implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
    private static final int PERIOD_MS = 250;

    private final StreamsGroup group;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "brook-takeover");
        thread.setDaemon(true);
        return thread;
    });
    /** Once more when all tasks are assigned: if nothing has to be restored, that is at the same moment. */
    private volatile boolean due;

    private volatile boolean sharing;

    public Takeover(StreamsGroup group) {
        this.group = group;
        clock.scheduleWithFixedDelay(this::look, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** Is told of the state of the process's stream tasks. */
    public void changed(KafkaStreams.State state) {
        sharing = state == KafkaStreams.State.REBALANCING;
        due = true;
    }

    private void look() {
        if (!due) {
            return;
        }
        due = sharing;
        try {
            List<String> fenced = group.fenceOrphans();
            if (!fenced.isEmpty()) {
                LOG.info("aborted what a dead process left open: {}", fenced);
            }
        } catch (ExecutionException | KafkaException e) {
            // The brokers may have problems of their own; it is tried again.
            LOG.debug("cannot look for open transactions", e);
            due = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

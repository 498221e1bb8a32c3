package io.brook.schemas.loss;

import io.brook.schemas.log.ReporterLog;
import io.brook.schemas.topic.Names;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process has lost: between its consumers, which notice, and its tasks, which say so when they come to the place. Each is
 * said in a line on standard error and in one for reporter.log, and counted.
 */
public final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

    private final Map<String, Object> client;
    private final Queue<Loss> noticed = new ConcurrentLinkedQueue<>();
    private final LossCounters counters = new LossCounters();

    /** @param client what clients need to connect to the brokers */
    public Losses(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    /** What clients need to connect to the brokers. */
    Map<String, Object> client() {
        return client;
    }

    /** What things are called at these brokers. */
    public Names names() {
        return Names.of(client);
    }

    public LossCounters counters() {
        return counters;
    }

    /** A consumer has noticed one; see {@link LossGuard#poll}. */
    public void notice(Loss loss) {
        noticed.add(loss);
    }

    boolean isAny() {
        return !noticed.isEmpty();
    }

    /** Hands out what was noticed of a partition up to an offset. */
    List<Loss> take(TopicPartition partition, long offset) {
        List<Loss> taken = new ArrayList<>();
        for (Iterator<Loss> all = noticed.iterator(); all.hasNext(); ) {
            Loss loss = all.next();
            if (loss.partition().equals(partition) && loss.to() <= offset) {
                all.remove();
                taken.add(loss);
            }
        }
        return taken;
    }

    /**
     * Says it on standard error, and counts what is a loss of this reader.
     *
     * @param reader what the reader is called, such as "the worker"
     * @param before what was read last before
     * @param after what is read next
     * @return the same for reporter.log
     */
    public ReporterLog report(Loss loss, String reader, Heard before, Heard after) {
        ReporterLog line = LossReport.of(loss, reader, before, after);
        LOG.warn("{}", line.getMessage());
        if (!loss.first()) {
            counters.count(loss);
        }
        return line;
    }
}

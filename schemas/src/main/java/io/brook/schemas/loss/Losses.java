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
 * The losses of a process. Its consumers notice them, and its tasks report them when they reach the place: in a line on standard
 * error, in a line for reporter.log, and in counters.
 */
public final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

    private final Map<String, Object> client;
    private final Queue<Loss> noticed = new ConcurrentLinkedQueue<>();
    private final LossCounters counters = new LossCounters();

    /** @param client the settings that clients connect with */
    public Losses(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    /** The settings that clients connect with. */
    Map<String, Object> client() {
        return client;
    }

    /** The names of things at these brokers. */
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

    /** Returns the losses of a partition that were noticed up to an offset. */
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
     * Reports a loss on standard error, and counts it if it is one of this reader.
     *
     * @param reader the name of the reader, such as "the worker"
     * @param before the record before it
     * @param after the record after it
     * @return the line for reporter.log
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

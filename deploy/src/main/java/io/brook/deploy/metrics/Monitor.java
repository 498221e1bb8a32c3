package io.brook.deploy.metrics;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics of a process, and its health. Safe to use from any thread. */
public final class Monitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

    private final Health health = new Health();
    private final List<Source> sources = new CopyOnWriteArrayList<>();
    private final Exposition exposition;
    private volatile Supplier<SortedMap<String, SortedSet<Integer>>> partitions = TreeMap::new;

    /** @param role what the process is, such as worker: a label of all metrics */
    public Monitor(String role) {
        exposition = new Exposition(role);
    }

    public Health health() {
        return health;
    }

    /** Adds a part to be measured. */
    public void add(Source source) {
        sources.add(source);
    }

    /** Publishes what Kafka Streams measures. */
    public void add(KafkaStreams streams) {
        exposition.bind(streams);
    }

    /** Publishes what a client of Kafka measures. */
    public void add(Supplier<Map<MetricName, ? extends Metric>> client) {
        exposition.bind(client);
    }

    /** @param share the partitions that the process works on, by topic */
    public void worksOn(Supplier<SortedMap<String, SortedSet<Integer>>> share) {
        partitions = share;
    }

    /** The partitions that the process works on, by topic. */
    public SortedMap<String, SortedSet<Integer>> partitions() {
        return partitions.get();
    }

    /** What all parts measure now. */
    public Map<Series, Double> read() {
        Readings readings = new Readings();
        readings.put(Measure.READY, health.isReady() ? 1 : 0);
        for (Source source : sources) {
            try {
                source.read(readings);
            } catch (RuntimeException e) {
                // A part that is just starting or ending may fail.
                LOG.debug("a part of the process cannot be measured", e);
            }
        }
        return readings.values();
    }

    /** All metrics, in Prometheus' text format. */
    String scrape() {
        return exposition.scrape(read());
    }

    @Override
    public void close() {
        exposition.close();
    }
}

package io.brook.deploy.status;

import io.brook.deploy.metrics.Monitor;
import io.brook.deploy.metrics.Series;
import io.brook.schemas.record.ProcessStatus;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports on the topic status, every few seconds, how this process is doing, and that it has left when it ends in order. */
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    /** How long a heartbeat may wait to be sent; after that the next one matters. */
    private static final int PATIENCE_MS = 5_000;

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Map<String, Object> client;
    private final String topic;
    private final ProcessIdentity identity;
    private final Duration interval;
    private final String metricsAddress;
    private final Monitor monitor;
    private final Map<String, String> chosen;
    private final KafkaProducer<SubjectKey, ProcessStatus> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "brook-heartbeat");
        thread.setDaemon(true);
        return thread;
    });
    private Map<String, Double> before = Map.of();
    private long since = System.nanoTime();
    private volatile boolean complained;
    private volatile boolean leaving;

    /**
     * Starts immediately.
     *
     * @param client the settings that clients connect with
     * @param metricsAddress where metrics are served; null when they are not
     * @param chosen the settings that are not the defaults, without secrets
     */
    public Heartbeat(
            Map<String, Object> client,
            ProcessIdentity identity,
            Duration interval,
            String metricsAddress,
            Monitor monitor,
            Map<String, String> chosen) {
        this.client = client;
        this.chosen = chosen;
        topic = Names.of(client).of(Topics.STATUS);
        this.identity = identity;
        this.interval = interval;
        this.metricsAddress = metricsAddress;
        this.monitor = monitor;
        producer = new KafkaProducer<>(
                settings(client),
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(ProcessStatus.class).serializer());
        clock.execute(this::succeed);
        clock.scheduleAtFixedRate(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Map<String, Object> settings(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        return settings;
    }

    /** Removes dead predecessors from the list. */
    private void succeed() {
        try {
            Predecessors.of(identity, client).forEach(each -> send(each, null));
        } catch (KafkaException e) {
            // A process that may not read the topic leaves this to brook status --forget.
            LOG.debug("cannot look for predecessors", e);
        }
    }

    private void beat() {
        try {
            send(identity.key(), status());
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private ProcessStatus status() {
        Map<String, Double> metrics = new TreeMap<>();
        Map<String, Double> growth = new TreeMap<>();
        long now = System.nanoTime();
        double seconds = (now - since) / 1e9;
        for (Map.Entry<Series, Double> each : monitor.read().entrySet()) {
            String name = each.getKey().toString();
            metrics.put(name, each.getValue());
            Double old = before.get(name);
            if (old != null && each.getKey().measure().isCounter()) {
                growth.put(name, Math.max(0, each.getValue() - old) / seconds);
            }
        }
        before = metrics;
        since = now;
        return identity.status()
                .setTime(System.currentTimeMillis())
                .setInterval(interval.toMillis())
                .setMetricsAddress(metricsAddress)
                .setReady(monitor.health().isReady())
                .setFailure(monitor.health().failure().orElse(null))
                .setPartitions(lists(monitor.partitions()))
                .setMetrics(metrics)
                .setPerSecond(growth)
                .setSettings(chosen)
                .build();
    }

    private static Map<String, List<Integer>> lists(Map<String, SortedSet<Integer>> sets) {
        Map<String, List<Integer>> lists = new TreeMap<>();
        sets.forEach((topic, each) -> lists.put(topic, List.copyOf(each)));
        return lists;
    }

    private void send(SubjectKey key, ProcessStatus status) {
        producer.send(new ProducerRecord<>(topic, 0, key, status), (metadata, e) -> {
            if (e != null) {
                failed(e);
            }
        });
    }

    /** Brokers that do not answer are reported elsewhere. */
    private void failed(Exception e) {
        if (e instanceof ApiException && !(e instanceof RetriableException) && !complained) {
            complained = true;
            LOG.warn("brook status will not show this process: the topic {} refuses it: {}", topic, e.getMessage());
        } else {
            LOG.debug("no heartbeat", e);
        }
    }

    /** The process ends in order: {@link #close} removes it from the list. */
    public void leave() {
        leaving = true;
    }

    /** Reports a last time how the process is. */
    @Override
    public void close() {
        clock.shutdownNow();
        // A process is stopped by an interrupt.
        boolean interrupted = Thread.interrupted();
        try {
            clock.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
            send(identity.key(), leaving ? null : status());
            producer.close(CLOSING);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (KafkaException e) {
            LOG.debug("the last heartbeat was not sent", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

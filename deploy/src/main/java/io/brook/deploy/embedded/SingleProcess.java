package io.brook.deploy.embedded;

import io.brook.capture.send.CaptureListener;
import io.brook.capture.send.CaptureReport;
import io.brook.capture.send.TracePublisher;
import io.brook.notice.logger.LogWriter;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The cluster in one process: broker, capture, stream tasks and logger. */
public final class SingleProcess implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final SingleProcessConfig config;
    private final Watch watch = new Watch();
    private final EmbeddedBroker broker;
    private Map<String, Integer> partitions = Map.of();
    private KafkaStreams streams;
    private TracePublisher publisher;
    private LogWriter logs;

    private SingleProcess(SingleProcessConfig config) throws IOException {
        this.config = config;
        broker =
                config.dataDirectory() == null ? EmbeddedBroker.temporary() : EmbeddedBroker.at(config.dataDirectory());
    }

    /**
     * Starts everything; the stream tasks may still be joining when this returns.
     *
     * @throws RunException when a part does not start
     */
    public static SingleProcess start(SingleProcessConfig config) throws RunException, InterruptedException {
        SingleProcess process;
        try {
            process = new SingleProcess(config);
        } catch (IOException e) {
            throw RunException.of("the data directory", e);
        }
        try {
            process.start();
        } catch (RunException | InterruptedException | RuntimeException e) {
            process.close();
            throw e;
        }
        return process;
    }

    private void start() throws RunException, InterruptedException {
        Map<String, Object> client = broker.clientConfig();
        CompletableFuture<Map<String, Integer>> topics = watch.run("broker", this::startBroker);
        CompletableFuture<TracePublisher> publishing =
                watch.run("publisher", () -> new TracePublisher(client, config.capture()));
        SingleProcessConfig.Logs files = config.logs();
        CompletableFuture<LogWriter> logging =
                watch.run("logger", () -> new LogWriter(client, files.directory(), files.json(), files.perSensor()));
        partitions = watch.await(topics);
        streams = StreamsFactory.create(config, client, partitions, broker.streamsDirectory());
        watchStreams();
        streams.start();
        publisher = watch.await(publishing);
        logs = watch.await(logging);
    }

    private Map<String, Integer> startBroker() throws Exception {
        broker.start();
        try (Admin admin = Admin.create(broker.clientConfig())) {
            return TopicSetup.ensure(admin, config.partitions());
        }
    }

    private void watchStreams() {
        streams.setUncaughtExceptionHandler(failure -> {
            watch.fail("the analysis", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
                watch.fail("the analysis", new IllegalStateException("its stream threads have stopped"));
            }
        });
    }

    /** How many partitions the topic packets has: what was asked for, unless the data directory already had the topic. */
    public int packetPartitions() {
        return partitions.get(Topics.PACKETS.name());
    }

    /** What clients need to connect to the broker. */
    public Map<String, Object> clientConfig() {
        return broker.clientConfig();
    }

    /** Lines written so far, by log. */
    public Map<String, Long> lines() {
        return logs.lines();
    }

    /**
     * Publishes each sensor's traces, and returns when every line about them is in its file.
     *
     * @throws RunException when any part of the process fails
     */
    public RunReport run(List<Sensor> sensors, CaptureListener listener) throws RunException, InterruptedException {
        long start = System.nanoTime();
        CompletableFuture<Void> written = watch.run("logger", () -> {
            logs.runUntilEnd(sensors.stream().map(Sensor::name).collect(Collectors.toSet()));
            return null;
        });
        List<CaptureReport> captured =
                watch.await(watch.run("capture", () -> publish(sensors, new TotalListener(listener))));
        watch.await(written);
        Duration steady = Duration.ofNanos(System.nanoTime() - start);
        return new RunReport(
                captured.stream().mapToLong(CaptureReport::packets).sum(),
                captured.stream().mapToLong(CaptureReport::bytes).sum(),
                captured.stream().flatMap(report -> report.cuts().stream()).toList(),
                logs.lines(),
                steady);
    }

    private List<CaptureReport> publish(List<Sensor> sensors, TotalListener listener) throws Exception {
        List<CaptureReport> reports = new ArrayList<>();
        for (Sensor sensor : sensors) {
            reports.add(publisher.publish(sensor.name(), sensor.traces(), listener));
            listener.next();
        }
        return reports;
    }

    /** Stops everything, the broker last. */
    @Override
    public void close() {
        watch.close();
        if (publisher != null) {
            publisher.close();
        }
        if (streams != null) {
            streams.close(CLOSE_TIMEOUT);
        }
        if (logs != null) {
            logs.close();
        }
        broker.close();
    }
}

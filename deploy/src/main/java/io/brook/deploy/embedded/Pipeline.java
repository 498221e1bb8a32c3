package io.brook.deploy.embedded;

import io.brook.capture.run.CaptureListener;
import io.brook.capture.run.CaptureReport;
import io.brook.capture.run.TapCapture;
import io.brook.capture.run.TapReport;
import io.brook.capture.run.TracePublisher;
import io.brook.capture.source.PacketSource;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.Rest;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.StreamTasks;
import io.brook.deploy.cluster.StreamsGroup;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.metrics.Monitor;
import io.brook.deploy.node.LoggerFigures;
import io.brook.deploy.node.StageFigures;
import io.brook.notice.logger.LogWriter;
import io.brook.notice.logger.LoggerConfig;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Everything but the broker, in one process: capture, the stream tasks of every stage, and the logger. */
public final class Pipeline implements AutoCloseable {
    /** There is one broker. */
    private static final Replication REPLICATION = Replication.over(1);

    private final Map<String, Object> client;
    private final Watch watch = new Watch();
    private Map<String, Integer> partitions = Map.of();
    private StreamTasks tasks;
    private TracePublisher publisher;
    private LogWriter logs;
    private volatile boolean stopping;
    private volatile boolean interrupted;

    /** Starts the broker. */
    @FunctionalInterface
    public interface BrokerStart {
        /** @throws Exception when it does not start */
        void start() throws Exception;
    }

    private Pipeline(Map<String, Object> client) {
        this.client = client;
    }

    /**
     * Starts all parts, and the broker at the same time.
     *
     * @param client the settings that clients connect with
     * @param broker starts the broker
     * @throws RunException when a part does not start
     */
    public static Pipeline start(PipelineConfig config, Map<String, Object> client, BrokerStart broker)
            throws RunException, InterruptedException {
        Pipeline pipeline = new Pipeline(client);
        try {
            pipeline.start(config, broker);
        } catch (RunException | InterruptedException | RuntimeException e) {
            pipeline.close();
            throw e;
        }
        return pipeline;
    }

    private void start(PipelineConfig config, BrokerStart broker) throws RunException, InterruptedException {
        CompletableFuture<Admin> broking = watch.run("broker", () -> {
            broker.start();
            return Admin.create(client);
        });
        CompletableFuture<TracePublisher> publishing =
                watch.run("capture", () -> new TracePublisher(client, config.capture(), "embedded"));
        CompletableFuture<LogWriter> logging = watch.run("logger", () -> logWriter(config.logs()));
        // Most brokers are new, and their topics will be as planned.
        Map<String, Integer> planned = config.topics().partitions(REPLICATION);
        tasks = tasks(config, planned);
        try (Admin admin = watch.await(broking)) {
            partitions = watch.await(watch.run("topics", () -> topics(admin, config.topics())));
            // Threads that join write nothing before there are packets.
            CompletableFuture<Void> leaders = watch.run("leaders", () -> {
                TopicSetup.awaitLeaders(admin, partitions);
                return null;
            });
            if (!partitions.equals(planned)) {
                tasks.close();
                tasks = tasks(config, partitions);
            }
            tasks.start();
            publisher = watch.await(publishing);
            logs = watch.await(logging);
            watch.await(leaders);
        }
    }

    /**
     * Waits until the tasks run. What is published before waits for them.
     *
     * @throws RunException when a part does not start
     */
    public void awaitTasks() throws RunException, InterruptedException {
        watch.await(tasks.ready());
    }

    private StreamTasks tasks(PipelineConfig config, Map<String, Integer> counts) {
        return new StreamTasks(Application.ALL, config.tasks(), client, counts, REPLICATION, watch, state -> {});
    }

    private LogWriter logWriter(LoggerConfig files) {
        Map<String, Object> consumer = new HashMap<>(client);
        consumer.putAll(Rest.LIGHT.consumer());
        return new LogWriter(consumer, files);
    }

    private Map<String, Integer> topics(Admin admin, TopicPlan plan) throws Exception {
        StreamsGroup group = new StreamsGroup(admin, Application.ALL.id(Names.of(client)), GroupProtocol.CLASSIC);
        group.warmUp();
        Map<String, Integer> counts = TopicSetup.create(admin, plan, REPLICATION);
        group.clear();
        return counts;
    }

    /** Registers all parts for metrics and health. */
    public void observe(Monitor monitor) {
        monitor.add(into -> StageFigures.read(tasks, into));
        monitor.add(into -> LoggerFigures.read(logs, into));
        monitor.add(tasks.streams());
        monitor.add(logs::metrics);
        monitor.health().failedWhen(watch::failure);
        monitor.health().readyWhen(tasks::isRunning);
    }

    /** How many partitions the topic packets has: as many as configured, unless the topic existed before. */
    public int packetPartitions() {
        return partitions.get(Names.of(client).of(Topics.PACKETS));
    }

    /** Which of these sensors are already in the broker's topics: their names cannot be used again. */
    public List<String> known(List<Sensor> sensors) {
        Set<String> known = KnownSensors.read(client);
        return sensors.stream().map(Sensor::name).filter(known::contains).toList();
    }

    /**
     * Publishes each sensor's traces, and returns when every line about them is in its file.
     *
     * @throws RunException when any part of the process fails
     */
    public RunReport run(List<Sensor> sensors, CaptureListener listener) throws RunException, InterruptedException {
        long start = System.nanoTime();
        CompletableFuture<Void> written = watch.run("logger", () -> {
            logs.runOnce(sensors.stream().map(Sensor::name).collect(Collectors.toSet()));
            return null;
        });
        List<CaptureReport> captured =
                watch.await(watch.run("capture", () -> publish(sensors, new TotalListener(listener))));
        watch.await(written);
        Duration steady = Duration.ofNanos(System.nanoTime() - start);
        return RunReport.of(captured, tasks.workers().badChecksums(), logs.lines(), steady, interrupted);
    }

    /**
     * Ends the run before the end of its traces: {@link #run} returns when every line about the packets that were read is in its file.
     * From any thread, also before the run.
     */
    public void interrupt() {
        stopping = true;
        publisher.stop();
    }

    /**
     * Publishes live traffic, and writes the lines about it as they come. Returns when the capture has ended and every line is in
     * its file.
     *
     * @param sensor the sensor that is captured; it ends with the capture
     * @param source is closed at the end
     * @throws RunException when any part of the process fails
     */
    public LiveReport run(String sensor, TapCapture capture, PacketSource source)
            throws RunException, InterruptedException {
        CompletableFuture<Void> written = watch.run("logger", () -> {
            logs.runUntilEnd(Set.of(sensor));
            return null;
        });
        TapReport report = watch.await(watch.run("capture", () -> capture.run(source)));
        watch.await(written);
        return new LiveReport(report, tasks.workers().badChecksums(), logs.lines());
    }

    private List<CaptureReport> publish(List<Sensor> sensors, TotalListener listener) throws Exception {
        List<CaptureReport> reports = new ArrayList<>();
        for (Sensor sensor : sensors) {
            reports.add(publisher.publish(sensor.name(), sensor.traces(), listener));
            listener.next();
        }
        // An interruption after this has no effect: everything has been read.
        interrupted = stopping;
        publisher.flush();
        return reports;
    }

    /** Stops all parts; the broker goes on. */
    @Override
    public void close() {
        watch.close();
        if (publisher != null) {
            publisher.close();
        }
        if (tasks != null) {
            tasks.close();
        }
        if (logs != null) {
            logs.close();
        }
    }
}

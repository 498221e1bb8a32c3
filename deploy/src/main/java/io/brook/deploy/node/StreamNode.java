package io.brook.deploy.node;

import io.brook.analysis.topology.BadChecksums;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.Figures;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.StreamTasks;
import io.brook.deploy.cluster.StreamsGroup;
import io.brook.deploy.cluster.Takeover;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.metrics.Monitor;
import io.brook.schemas.loss.LossCounters;
import io.brook.schemas.topic.Names;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** A process's share of an application's stream tasks. */
public final class StreamNode implements AutoCloseable {
    private final String group;
    private final GroupProtocol protocol;
    private final Takeover takeover;
    private final StreamTasks tasks;
    private final Map<String, Integer> partitions;

    private StreamNode(Application application, TaskConfig config, KafkaCluster kafka, Watch watch)
            throws RunException, InterruptedException {
        partitions = kafka.partitions();
        group = application.id(Names.of(kafka.client()));
        protocol = kafka.ask(admin -> config.streams().protocol().agree(admin, group, config.streams()));
        takeover = new Takeover(new StreamsGroup(kafka.admin(), group, protocol));
        tasks = new StreamTasks(
                application,
                config.with(protocol),
                kafka.client(),
                kafka.partitions(),
                kafka.replication(),
                watch,
                takeover::changed);
    }

    /**
     * Starts it, and returns when it has its share of the tasks.
     *
     * @param watch is told when it fails later
     * @throws RunException when it does not start
     */
    public static StreamNode start(Application application, TaskConfig config, KafkaCluster kafka, Watch watch)
            throws RunException, InterruptedException {
        StreamNode node = null;
        try {
            node = new StreamNode(application, config, kafka, watch);
            node.tasks.start();
            watch.await(node.tasks.ready());
            return node;
        } catch (KafkaException e) {
            close(node);
            throw RunException.of("the start of " + application.id(Names.of(kafka.client())), e);
        } catch (RunException | InterruptedException | RuntimeException e) {
            close(node);
            throw e;
        }
    }

    private static void close(StreamNode node) {
        if (node != null) {
            node.close();
        }
    }

    /** The group that its processes form. */
    public String group() {
        return group;
    }

    /** How tasks are assigned to the processes. */
    public GroupProtocol protocol() {
        return protocol;
    }

    /** Reports which partitions it has been given, and whether packets have wrong checksums. */
    public void tell(NodeStatus status) {
        status.whenever(this::share);
        warn(status);
    }

    /** Reports only what is wrong. */
    public void warn(NodeStatus status) {
        status.once(this::offloading);
    }

    /** Registers it for metrics and health. */
    public void observe(Monitor monitor) {
        monitor.add(into -> StageFigures.read(tasks, into));
        monitor.add(tasks.streams());
        monitor.worksOn(tasks::share);
        monitor.health().readyWhen(tasks::isRunning);
    }

    /** How it is doing. */
    public Figures figures() {
        return tasks.figures();
    }

    private Optional<String> share() {
        String share = tasks.share().entrySet().stream()
                .map(topic -> topic.getKey() + ' '
                        + topic.getValue().stream().map(String::valueOf).collect(Collectors.joining(" "))
                        + " of " + partitions.get(topic.getKey()))
                .collect(Collectors.joining(", "));
        return share.isEmpty() ? Optional.empty() : Optional.of("has the partitions " + share);
    }

    private Optional<String> offloading() {
        long packets = tasks.workers().packets();
        BadChecksums bad = tasks.workers().badChecksums();
        if (!bad.isOffloading(packets)) {
            return Optional.empty();
        }
        String form =
                "%,d of %,d packets have wrong checksums (%s) and are not analysed; if they were captured on the host"
                        + " that sent them, give captures and workers -C";
        return Optional.of(String.format(Locale.ROOT, form, bad.total(), packets, bad));
    }

    /** What Kafka had removed before the tasks read it. */
    public LossCounters losses() {
        return tasks.losses();
    }

    /** Leaves the group, so that the others take over immediately. */
    @Override
    public void close() {
        tasks.close();
        takeover.close();
    }
}

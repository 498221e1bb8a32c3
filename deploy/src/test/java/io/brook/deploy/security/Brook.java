package io.brook.deploy.security;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.registry.Analyzers;
import io.brook.analysis.sigma.SigmaRules;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.topology.AnalysisConfig;
import io.brook.analysis.topology.StatisticsConfig;
import io.brook.capture.CaptureConfig;
import io.brook.capture.TapConfig;
import io.brook.capture.source.MergedSource;
import io.brook.capture.source.PacketSource;
import io.brook.deploy.Samples;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.cluster.Patience;
import io.brook.deploy.cluster.Rest;
import io.brook.deploy.cluster.Retention;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.node.CaptureNode;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.StreamNode;
import io.brook.deploy.node.TapNode;
import io.brook.deploy.rights.Role;
import io.brook.notice.NoticeConfig;
import io.brook.notice.logger.LogWriter;
import io.brook.notice.logger.LoggerConfig;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.progress.Timeline;
import io.brook.schemas.topic.Names;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Brook's processes at a broker, in this JVM, each as a user of its own; none makes topics. */
final class Brook {
    static final int PARTITIONS = 2;

    private final Names names;
    private final Function<Role, Map<String, Object>> users;

    /**
     * @param prefix of all names
     * @param users how each role connects
     */
    Brook(String prefix, Function<Role, Map<String, Object>> users) {
        names = new Names(prefix);
        this.users = users;
    }

    Names names() {
        return names;
    }

    Map<String, Object> client(Role role) {
        Map<String, Object> client = new HashMap<>(users.apply(role));
        client.put(Names.KEY, names.prefix());
        return client;
    }

    /** A process that is connected. */
    final class Node implements AutoCloseable {
        private final Role role;
        private final KafkaCluster kafka;
        private final Watch watch = new Watch();
        private StreamNode tasks;

        private Node(Role role) throws RunException, InterruptedException {
            this.role = role;
            TopicPlan plan =
                    new TopicPlan(names, false, PARTITIONS, Retention.UNLIMITED, Retention.UNLIMITED, List.of());
            kafka = KafkaCluster.open(client(role), plan, line -> {});
        }

        Watch watch() {
            return watch;
        }

        /** What its command would say of its failure. */
        RunException explain(RunException failure) throws InterruptedException {
            return kafka.explain(failure, role);
        }

        @Override
        public void close() {
            if (tasks != null) {
                tasks.close();
            }
            watch.close();
            kafka.close();
        }
    }

    /** Connects, without doing anything. */
    Node connect(Role role) throws RunException, InterruptedException {
        return new Node(role);
    }

    /** Starts one that runs stream tasks. */
    Node start(Role role, Application application) throws RunException, InterruptedException {
        Node node = new Node(role);
        try {
            begin(node, application);
            return node;
        } catch (RunException | InterruptedException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    static void begin(Node node, Application application) throws RunException, InterruptedException {
        StreamSettings settings = new StreamSettings(
                1,
                0,
                Duration.ofMillis(100),
                Patience.CLUSTER,
                true,
                Rest.LIGHT,
                GroupProtocol.AUTO,
                StreamSettings.shared(1, 0, Duration.ZERO, GroupProtocol.AUTO).guarantee());
        TaskConfig config = new TaskConfig(
                new AnalysisConfig(
                        false,
                        LocalNetworks.PRIVATE,
                        Analyzers.ALL,
                        Set.of(),
                        DetectorSettings.DEFAULT,
                        new Timeline<>(SigmaRules.NONE),
                        Optional.empty(),
                        true,
                        StatisticsConfig.DEFAULT,
                        // So that there is something to say to captures.
                        1),
                new NoticeConfig(List.of(), true),
                settings);
        node.tasks = StreamNode.start(application, config, node.kafka, node.watch);
    }

    /** Publishes the sample. */
    void capture(String sensor) throws Exception {
        try (Node node = connect(Role.CAPTURE)) {
            capture(node, sensor);
        }
    }

    static void capture(Node node, String sensor) throws Exception {
        try (CaptureNode capture = CaptureNode.open(
                node.kafka, CaptureConfig.DEFAULT, sensor, sensor, CaptureNode.NO_LIMIT, LoggerConfig.SENSOR_TIMEOUT)) {
            capture.publish(List.of(Samples.OFFICE), line -> {});
        }
    }

    /** Captures live traffic, of which there is none. */
    static void tap(Node node, String sensor) throws Exception {
        TapConfig config = new TapConfig(sensor, "tap", TapConfig.PATIENCE, TapConfig.BUFFER, Optional.empty());
        PacketSource nothing = new MergedSource(List.of());
        try (TapNode tap = TapNode.open(node.kafka, CaptureConfig.DEFAULT, config, nothing, false, line -> {})) {
            tap.run();
        }
    }

    /** Writes a sensor's logs, to its end. */
    void write(Path directory, String sensor) throws RunException, InterruptedException {
        try (Node node = connect(Role.LOGGER)) {
            write(node, directory, sensor);
        }
    }

    static void write(Node node, Path directory, String sensor) {
        LoggerConfig files = new LoggerConfig(directory, LogStyle.TSV, false, LoggerConfig.SENSOR_TIMEOUT, line -> {});
        try (LogWriter logs = new LogWriter(node.kafka.client(), files)) {
            logs.runUntilEnd(Set.of(sensor));
        }
    }
}

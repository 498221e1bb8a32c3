package io.brook.deploy.live;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.loss.LossLimits;
import io.brook.analysis.registry.Analyzers;
import io.brook.analysis.sigma.SigmaRules;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.topology.AnalysisConfig;
import io.brook.analysis.topology.StatisticsConfig;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.StreamNode;
import io.brook.notice.NoticeConfig;
import io.brook.notice.logger.LogWriter;
import io.brook.notice.logger.LoggerConfig;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.progress.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Everything of a cluster but its captures, in one process: says where its broker is, and writes the logs until it is ended. */
public final class LiveCluster {
    private static final int PARTITIONS = 2;
    private static final Duration COMMIT = Duration.ofMillis(200);
    private static final StatisticsConfig STATISTICS =
            new StatisticsConfig(false, Duration.ofSeconds(5), LossLimits.DEFAULT, Duration.ofSeconds(5));

    private LiveCluster() {}

    /** @param args where the logs go */
    public static void main(String[] args) throws Exception {
        AnalysisConfig analysis = new AnalysisConfig(
                true,
                LocalNetworks.PRIVATE,
                Analyzers.ALL,
                Set.of(),
                DetectorSettings.DEFAULT,
                new Timeline<>(SigmaRules.NONE),
                Optional.empty(),
                true,
                STATISTICS,
                0);
        TaskConfig tasks = new TaskConfig(analysis, new NoticeConfig(List.of(), true), StreamSettings.alone(2, COMMIT));
        LoggerConfig files = new LoggerConfig(
                Path.of(args[0]), LogStyle.TSV, false, LoggerConfig.SENSOR_TIMEOUT, System.out::println);
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            broker.start();
            try (KafkaCluster kafka = KafkaCluster.open(
                            broker.clientConfig(), TopicPlan.keepingAll(PARTITIONS), System.out::println);
                    Watch watch = new Watch();
                    StreamNode node = StreamNode.start(Application.ALL, tasks, kafka, watch);
                    LogWriter logs = new LogWriter(kafka.client(), files)) {
                CompletableFuture<Void> writing = watch.run("logger", () -> {
                    logs.run();
                    return null;
                });
                System.out.println(
                        "broker=" + broker.clientConfig().get("bootstrap.servers") + " group=" + node.protocol());
                watch.await(writing);
            }
        }
    }
}

package io.brook.deploy.cli;

import io.brook.analysis.topology.AnalysisConfig;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.NodeStatus;
import io.brook.deploy.node.PolicyFollower;
import io.brook.deploy.node.StreamNode;
import io.brook.notice.NoticeConfig;
import io.brook.schemas.progress.Timeline;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A process that runs stream tasks, and shares them with others of its kind. */
abstract class StreamCommand extends NodeCommand {
    private final Application application;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--standbys",
            paramLabel = "N",
            description = "How many other processes keep a copy of each task's state; as Standbys=N. Default: 0.")
    private Integer standbys;

    StreamCommand(Application application) {
        this.application = application;
    }

    /** Whether packets with wrong checksums are analysed. */
    boolean ignoreChecksums() {
        return false;
    }

    @Override
    final ExitStatus run(BrookConfig config, KafkaCluster kafka, Watch watch)
            throws ConfigException, RunException, InterruptedException {
        NoticeConfig notice = application.judges() ? config.notice(true) : NoticeConfig.DEFAULT;
        AnalysisConfig analysis =
                application.analyses() ? config.analysis(ignoreChecksums(), true) : AnalysisConfig.DEFAULT;
        before(config, analysis, notice, kafka, watch);
        TaskConfig tasks = new TaskConfig(analysis, notice, streams(config)).copying(config.copies(config.names()));
        try (StreamNode node = StreamNode.start(application, tasks, kafka, watch);
                NodeStatus status = new NodeStatus(this::say)) {
            node.observe(monitor());
            report(status, config, node::figures);
            if (isQuiet()) {
                node.warn(status);
            } else {
                node.tell(status);
            }
            beside(config, kafka, watch);
            say(spec().name() + " is ready, in group " + node.group() + " ("
                    + node.protocol().label() + " protocol)");
            return watch.await(new CompletableFuture<>());
        }
    }

    /** Starts what its tasks depend on. */
    void before(BrookConfig config, AnalysisConfig analysis, NoticeConfig notice, KafkaCluster kafka, Watch watch) {}

    /** Takes over the policies that were applied, and goes on doing so while the process runs. */
    final void follow(PolicyFollower follower, Timeline<?> timeline, Watch watch) {
        follower.catchUp();
        monitor().add(into -> into.put(Measure.POLICY, timeline.version()));
        watch.run("policy", () -> {
            try (follower) {
                return follower.run();
            }
        });
    }

    /** Starts what the process does beside its tasks. */
    void beside(BrookConfig config, KafkaCluster kafka, Watch watch) {}

    private StreamSettings streams(BrookConfig config) {
        int copies = standbys == null
                ? config.standbys()
                : Ranges.check(spec(), "--standbys", standbys, 0, BrookConfig.MAX_STANDBYS);
        return StreamSettings.shared(threads.count(), copies, config.commitInterval(), config.groupProtocol());
    }
}

package io.brook.deploy.cli;

import io.brook.analysis.topology.AnalysisConfig;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.PolicyFollower;
import io.brook.deploy.rights.Role;
import io.brook.notice.NoticeConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brook worker}: a worker of the cluster. */
@Command(
        name = "worker",
        description = {
            "Analyse packets as a worker of the cluster. Workers share the partitions of the topic packets.",
            "Runs until it is stopped (SIGTERM). Others take over its connections as they are, also when it is killed."
        })
final class WorkerCommand extends StreamCommand {
    @Mixin
    private ChecksumsOption checksums;

    WorkerCommand() {
        super(Application.ANALYSIS);
    }

    @Override
    Role role() {
        return Role.WORKER;
    }

    @Override
    void checkOptions(BrookConfig config) throws ConfigException {
        OutputDirectories.checkExtraction(config);
    }

    @Override
    void before(BrookConfig config, AnalysisConfig analysis, NoticeConfig notice, KafkaCluster kafka, Watch watch) {
        follow(PolicyFollower.ofRules(kafka.client(), analysis.sigma(), this::say), analysis.sigma(), watch);
    }

    @Override
    boolean ignoreChecksums() {
        return checksums.ignore();
    }
}

package io.brook.deploy.cli;

import io.brook.analysis.topology.AnalysisConfig;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.node.Deliveries;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.PolicyFollower;
import io.brook.deploy.rights.Role;
import io.brook.notice.NoticeConfig;
import picocli.CommandLine.Command;

/** {@code brook notice-manager}: deduplicates notices, logs and mails them. */
@Command(
        name = "notice-manager",
        description = {
            "Drop repeated notices, log the others, and mail them when MailTo is set.",
            "Runs until it is stopped (SIGTERM). Several such processes share the work."
        })
final class NoticeManagerCommand extends StreamCommand {
    NoticeManagerCommand() {
        super(Application.NOTICE);
    }

    @Override
    Role role() {
        return Role.NOTICE_MANAGER;
    }

    @Override
    void before(BrookConfig config, AnalysisConfig analysis, NoticeConfig notice, KafkaCluster kafka, Watch watch) {
        follow(
                PolicyFollower.ofNotices(kafka.client(), notice.policy(), config.addresses(), this::say),
                notice.policy(),
                watch);
    }

    @Override
    void beside(BrookConfig config, KafkaCluster kafka, Watch watch) {
        Deliveries deliveries = new Deliveries(config.delivery(), kafka.client(), this::say);
        monitor().add(deliveries::read);
        deliveries.start(watch);
    }
}

package io.brook.deploy.cli;

import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.metrics.Measure;
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
    void before(BrookConfig config, NoticeConfig notice, KafkaCluster kafka, Watch watch) {
        PolicyFollower follower = new PolicyFollower(kafka.client(), notice.policy(), config.addresses(), this::say);
        follower.catchUp();
        monitor().add(into -> into.put(Measure.POLICY, notice.policy().version()));
        watch.run("policy", () -> {
            try (follower) {
                return follower.run();
            }
        });
    }

    @Override
    void beside(BrookConfig config, KafkaCluster kafka, Watch watch) {
        Deliveries deliveries = new Deliveries(config.delivery(), kafka.client(), this::say);
        monitor().add(deliveries::read);
        deliveries.start(watch);
    }
}

package io.brook.deploy.cli;

import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.Mailing;
import io.brook.deploy.node.StageFigures;
import io.brook.deploy.rights.Role;
import io.brook.notice.mail.MailFigures;
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
    void beside(BrookConfig config, KafkaCluster kafka, Watch watch) {
        config.mail().ifPresent(mail -> {
            MailFigures figures = new MailFigures();
            monitor().add(into -> StageFigures.mail(figures, into));
            watch.run("mailer", () -> Mailing.run(kafka.client(), mail, figures, this::say));
        });
    }
}

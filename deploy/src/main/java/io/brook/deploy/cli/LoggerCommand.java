package io.brook.deploy.cli;

import io.brook.deploy.cluster.ConsumerLag;
import io.brook.deploy.cluster.Figures;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.LoggerFigures;
import io.brook.deploy.node.NodeStatus;
import io.brook.deploy.node.Retry;
import io.brook.deploy.rights.Role;
import io.brook.notice.archive.ArchiveConfig;
import io.brook.notice.logger.LogWriter;
import io.brook.notice.logger.LoggerConfig;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code brook logger}: writes the logs. */
@Command(
        name = "logger",
        description = {
            "Write the logs to files.",
            "Runs until it is stopped (SIGTERM), and resumes where it was when it is started again with the same directory.",
            "Its files may be moved, truncated or removed meanwhile, as logrotate does; on SIGHUP it checks them immediately."
        })
final class LoggerCommand extends NodeCommand {
    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            defaultValue = "logs",
            description = "Where the logs go. Default: ./logs.")
    private Path directory;

    @Option(names = "--json", description = "Write JSON lines instead of tab-separated ones.")
    private boolean json;

    @Option(names = "--each", description = "Each sensor's logs go to DIR/<sensor>/.")
    private boolean each;

    private ArchiveConfig archive;

    @Override
    Role role() {
        return Role.LOGGER;
    }

    @Override
    void checkOptions(BrookConfig config) throws ConfigException, RunException {
        archive = config.archive(directory);
        OutputDirectories.checkLogs(directory);
    }

    @Override
    ExitStatus run(BrookConfig config, KafkaCluster kafka, Watch watch) throws RunException, InterruptedException {
        LoggerConfig files =
                new LoggerConfig(directory, config.logStyle(json), each, config.sensorTimeout(), archive, this::say);
        try (LogWriter logs = new LogWriter(kafka.client(), files);
                NodeStatus status = new NodeStatus(this::say)) {
            Hangup.runs(logs::look);
            monitor().add(into -> LoggerFigures.read(logs, into));
            monitor().add(logs::metrics);
            monitor().health().readyWhen(logs::isRunning);
            report(status, config, () -> figures(logs));
            say("logger is ready and writes to " + directory);
            return watch.await(watch.run("logger", () -> Retry.untilDone(() -> write(logs), this::say)));
        }
    }

    private static Figures figures(LogWriter logs) {
        long lines = logs.lines().values().stream().mapToLong(Long::longValue).sum();
        return new Figures(Map.of("lines", lines), ConsumerLag.of(logs.metrics()));
    }

    private static ExitStatus write(LogWriter logs) {
        logs.run();
        return ExitStatus.OK;
    }
}

package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.diff.FileLines;
import io.brook.deploy.diff.LogLines;
import io.brook.deploy.diff.TopicLogs;
import io.brook.deploy.summary.SummaryText;
import io.brook.deploy.summary.TrafficSummary;
import io.brook.schemas.topic.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brook summary}: the traffic as a whole, as trace-summary reports it. */
@Command(
        name = "summary",
        description = {
            "Sum up the connections of conn.log: totals, and the most frequent ports, sources, destinations, services, protocols"
                    + " and states.",
            "With LocalNetsCfg, incoming and outgoing connections are also shown separately.",
            "Files may be archived ones, ending in .gz. Without files, and with brokers, the topic log.conn is read."
        })
final class SummaryCommand implements Callable<Integer> {
    private static final String CONN = "conn";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many names each column has. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "conn.log, of one run or of several, or directories with one.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws ConfigException, RunException, InterruptedException {
        if (top < 1) {
            throw new ParameterException(spec.commandLine(), "--top must be 1 or more, not " + top);
        }
        BrookConfig config = settings.read();
        TrafficSummary summary = new TrafficSummary(config.localNetworks().orElse(null));
        if (files.isEmpty()) {
            try (LogLines lines = topic(config)) {
                summary.add(lines);
            }
        }
        for (Path file : files) {
            try (LogLines lines = new FileLines(Files.isDirectory(file) ? file.resolve("conn.log") : file)) {
                summary.add(lines);
            }
        }
        spec.commandLine().getOut().print(SummaryText.of(summary, top));
        spec.commandLine().getOut().flush();
        return ExitStatus.OK.code;
    }

    private LogLines topic(BrookConfig config) throws ConfigException, RunException, InterruptedException {
        if (!cluster.isNamed(config)) {
            throw new ParameterException(
                    spec.commandLine(), "name the files to sum up, or brokers with --bootstrap-servers");
        }
        Map<String, Object> client = cluster.client(config);
        try {
            TopicLogs logs = new TopicLogs(client, Names.of(client).prefix());
            if (!logs.names().contains(CONN)) {
                throw new RunException("there is no topic log.conn", null);
            }
            return logs.open(CONN);
        } catch (ExecutionException e) {
            throw RunException.of("the summary", e);
        }
    }
}

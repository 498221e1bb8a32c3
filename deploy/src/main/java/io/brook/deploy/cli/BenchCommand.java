package io.brook.deploy.cli;

import io.brook.deploy.bench.BareBroker;
import io.brook.deploy.bench.CpuParts;
import io.brook.deploy.bench.Peer;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.embedded.Directories;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.embedded.Pipeline;
import io.brook.deploy.embedded.PipelineConfig;
import io.brook.deploy.embedded.RunReport;
import io.brook.notice.logger.LoggerConfig;
import io.brook.schemas.format.LogStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brook bench}: the pipeline's speed, and its ratio to that of the bare broker. */
@Command(
        name = "bench",
        description = {
            "Measure how fast traces go through the pipeline, and in the same run how fast the broker alone takes and returns"
                    + " the same records.",
            "The traces are one sensor's traffic. Logs go to a temporary directory. All records are held in memory."
        })
final class BenchCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often to measure, each time with a new broker. The first rounds warm up Java."
                    + " Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(
            names = "--at-least-once",
            description =
                    "Also measure in each round what exactly-once processing costs, by running the same at least once, which may"
                            + " repeat records when a process dies.")
    private boolean atLeastOnce;

    @Option(
            names = "--peer",
            paramLabel = "COMMAND",
            description =
                    "Also run this command of the shell in each round, in an empty directory, and compare: {} stands for the"
                            + " traces, as in --peer 'zeek -C -r {}'. May be given several times.")
    private List<String> peers = List.of();

    @Option(
            names = "--parts",
            description =
                    "Also say where the CPU time of the pipeline went, in microseconds for each packet, by thread and by what"
                            + " stream tasks do.")
    private boolean parts;

    @Mixin
    private ChecksumsOption checksums;

    @Mixin
    private PartitionsOption partitions;

    @Mixin
    private ThreadsOption threads;

    @Mixin
    private CaptureOptions capture;

    @Parameters(paramLabel = "TRACE", arity = "1..*", description = "A trace file: pcap or pcapng.")
    private List<Path> traces;

    @Override
    public Integer call() throws Exception {
        Ranges.check(spec, "--rounds", rounds, 1, MOST_ROUNDS);
        TraceCheck check = TraceCheck.of(SensorNames.DEFAULT, traces, spec.commandLine());
        if (check.sensors().isEmpty()) {
            return check.status().code;
        }
        for (int round = 1; round <= rounds; round++) {
            measure(round, check);
        }
        return ExitStatus.OK.code;
    }

    private void measure(int round, TraceCheck check) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.temporary(TopicRoom.needed(traces))) {
            RunReport report = run(broker, StreamsConfig.EXACTLY_ONCE_V2, check);
            BareBroker bare = new BareBroker(broker.clientConfig(), partitions.count(settings()));
            print(round, report, bare.measure());
            compareWithPeers(report);
            if (atLeastOnce) {
                compare(report, check);
            }
        }
    }

    private void compareWithPeers(RunReport report) throws Exception {
        for (String command : peers) {
            Duration took = new Peer(command).run(traces);
            line(
                    "  peer      %.1f s, %.2f times as long as the pipeline's %.1f s: %s",
                    seconds(took), seconds(took) / seconds(report.steady()), seconds(report.steady()), command);
        }
        spec.commandLine().getOut().flush();
    }

    private void compare(RunReport exactly, TraceCheck check) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.temporary(TopicRoom.needed(traces))) {
            RunReport report = run(broker, StreamsConfig.AT_LEAST_ONCE, check);
            double cost =
                    1 - (double) report.steady().toNanos() / exactly.steady().toNanos();
            double rate = report.packets() / seconds(report.steady());
            line("  at least once %,5.0f packets/s; exactly once costs %.1f %% of it", rate, 100 * cost);
        }
    }

    private RunReport run(EmbeddedBroker broker, String guarantee, TraceCheck check) throws Exception {
        Path logs = Files.createTempDirectory("brook-bench-");
        PipelineConfig config =
                config(new LoggerConfig(logs, LogStyle.TSV, false, LoggerConfig.SENSOR_TIMEOUT, line -> {}), guarantee);
        try (Pipeline pipeline = Pipeline.start(config, broker.clientConfig(), broker::start)) {
            pipeline.awaitTasks();
            try (CpuParts cpu = parts ? new CpuParts() : null) {
                RunReport report = pipeline.run(check.sensors(), (packets, bytes) -> {});
                if (parts) {
                    print(cpu.end(), report.packets());
                }
                return report;
            }
        } finally {
            Directories.delete(logs);
        }
    }

    private static BrookConfig settings() throws ConfigException {
        return ConfigReader.read(null, List.of());
    }

    private PipelineConfig config(LoggerConfig logs, String guarantee) throws ConfigException {
        BrookConfig settings = settings();
        return new PipelineConfig(
                TopicPlan.keepingAll(partitions.count(settings)),
                capture.config(settings, checksums.ignore()),
                new TaskConfig(
                        settings.analysis(checksums.ignore(), false),
                        settings.notice(false),
                        StreamSettings.alone(threads.count(), settings.commitInterval())
                                .saving()
                                .guaranteeing(guarantee)),
                logs);
    }

    private void print(int round, RunReport report, BareBroker.Times broker) {
        double pipeline = rate(report.bytes(), report.steady());
        double takes = rate(report.bytes(), broker.taking());
        double gives = rate(report.bytes(), broker.giving());
        double both = rate(report.bytes(), broker.taking().plus(broker.giving()));
        line("round %d", round);
        line("  pipeline  %,9.0f packets/s %8.1f MB/s", report.packets() / seconds(report.steady()), pipeline);
        line("  broker    takes %.1f MB/s, gives %.1f MB/s, one after the other %.1f MB/s", takes, gives, both);
        line("            %,d records of %,d bytes on average", broker.records(), broker.bytes() / broker.records());
        line("  ratio     %.2f of taking, %.2f of taking and giving", pipeline / takes, pipeline / both);
        spec.commandLine().getOut().flush();
    }

    private void print(Map<String, Long> nanos, long packets) {
        long all = nanos.values().stream().mapToLong(Long::longValue).sum();
        line("%8s %6s  %s", "us/pkt", "share", "part");
        nanos.forEach((part, each) -> line("%8.3f %5.1f%%  %s", each / 1e3 / packets, 100.0 * each / all, part));
        line("%8.3f %5.1f%%  %s", all / 1e3 / packets, 100.0, "all");
    }

    private void line(String format, Object... values) {
        spec.commandLine().getOut().printf(Locale.ROOT, format + "%n", values);
    }

    /** MB of captured packets per second. */
    private static double rate(long bytes, Duration time) {
        return bytes / seconds(time) / 1e6;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}

package io.brook.deploy.cli;

import io.brook.capture.run.TapCapture;
import io.brook.capture.source.PacketSource;
import io.brook.deploy.cluster.Retention;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.embedded.LiveReport;
import io.brook.deploy.embedded.Pipeline;
import io.brook.deploy.embedded.PipelineConfig;
import io.brook.deploy.embedded.RunReport;
import io.brook.deploy.embedded.Sensor;
import io.brook.deploy.node.Deliveries;
import io.brook.deploy.node.Monitoring;
import io.brook.deploy.node.TapNode;
import io.brook.notice.DeliveryConfig;
import io.brook.notice.logger.LoggerConfig;
import io.brook.notice.logger.RunFolders;
import io.brook.notice.mail.AlarmMailer.AlarmClock;
import io.brook.schemas.disk.WritableDirectory;
import io.brook.schemas.record.TapState;
import io.brook.schemas.topic.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brook process}: traces to logs, the whole cluster in one process. */
@Command(
        name = "process",
        description = {
            "Analyse traces or live traffic and write Zeek's logs, with the whole cluster in this one process.",
            "With --interface it runs until it is interrupted (Ctrl-C), and then closes what is open.",
            "Several traces are one sensor's continuous traffic, in the order given, unless --each is given."
        })
final class ProcessCommand implements Callable<Integer> {
    /** How much a run without end keeps of each topic other than packets, in bytes: records are read immediately. */
    private static final long KEPT_OF_OTHERS = 64L << 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--each",
            description = "Analyse each trace by itself, as a separate sensor; its logs go to DIR/<file name>/.")
    private boolean each;

    @Option(
            names = "--sensor",
            paramLabel = "NAME",
            description =
                    "The sensor that the traffic comes from; uids depend on it. Default: " + SensorNames.DEFAULT + ".")
    private String sensor;

    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            defaultValue = "logs",
            description = "Where the logs go. Default: ./logs.")
    private Path logDirectory;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Keep the topics here. Default: a temporary directory, in memory when much is free, deleted at the end.")
    private Path dataDirectory;

    @Option(
            names = "--overwrite",
            description =
                    "Also remove logs in DIR that no run of this command has written. Those of an earlier run are always removed.")
    private boolean overwrite;

    @Option(names = "--json", description = "Write JSON lines instead of tab-separated ones.")
    private boolean json;

    @Mixin
    private ChecksumsOption checksums;

    @Mixin
    private PartitionsOption partitions;

    @Mixin
    private ThreadsOption threads;

    @Mixin
    private CaptureOptions capture;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            converter = ListenAddressConverter.class,
            description =
                    "Serve metrics for Prometheus, and health, at this address while it runs; port 0 stands for any free port.")
    private InetSocketAddress metricsAddress;

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    @Mixin
    private InterfaceArguments interfaces;

    @Option(
            names = "--keep",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            defaultValue = "1G",
            description = "With --interface: how much of the packets is kept on disk, such as 10G. Default: 1G.")
    private long keep;

    @Parameters(
            paramLabel = "TRACE",
            arity = "0..*",
            description = "A trace file: pcap or pcapng; - is standard input.")
    private List<Path> traces = List.of();

    @Override
    public Integer call() throws ConfigException, RunException, InterruptedException {
        BrookConfig config = settings.read();
        if (interfaces.isGiven()) {
            return live(config).code;
        }
        TraceCheck check = check();
        if (check.sensors().isEmpty()) {
            return check.status().code;
        }
        LoggerConfig logs = logs(config);
        PipelineConfig parts = parts(config, logs, TopicPlan.keepingAll(partitions.count(config)), tasks(config));
        Set<String> sensors = check.sensors().stream().map(Sensor::name).collect(Collectors.toSet());
        RunFolders folders = OutputDirectories.logsOfARun(logs, sensors, overwrite);
        OutputDirectories.checkExtraction(config);
        try (Monitoring monitoring = openMonitoring();
                EmbeddedBroker broker = openBroker(TopicRoom.needed(traces));
                Pipeline pipeline = start(broker, parts, new TopicRoom(broker.directory(), traces), monitoring)) {
            refuseKnown(pipeline, check.sensors(), partitions.count(config));
            Interruption interruption = new Interruption(() -> interrupt(pipeline));
            int removed;
            RunReport report;
            try {
                removed = folders.clear();
                report = run(pipeline, check.sensors());
            } finally {
                interruption.close();
            }
            report.cuts().forEach(this::complain);
            new Summary(report).print(spec.commandLine().getOut(), logDirectory, removed, sinceStart());
            ExitStatus delivered = deliver(broker, config.delivery(), AlarmClock.TRAFFIC);
            ExitStatus status = check.status()
                    .and(report.interrupted() ? ExitStatus.INTERRUPTED : ExitStatus.OK)
                    .and(report.cuts().isEmpty() ? ExitStatus.OK : ExitStatus.TRACE_CUT)
                    .and(delivered);
            if (dataDirectory == null && Termination.isNear()) {
                spec.commandLine().getOut().flush();
                Logging.end();
                broker.abandon();
                Termination.exitNow(status.code);
            }
            return status.code;
        }
    }

    private ExitStatus live(BrookConfig config) throws ConfigException, RunException, InterruptedException {
        if (each || !traces.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "traces and --each cannot be combined with --interface, which is for live traffic");
        }
        String name = sensorName();
        LoggerConfig logs = logs(config);
        PipelineConfig parts = parts(
                config,
                logs,
                new TopicPlan(partitions.count(config), new Retention(0, keep), new Retention(0, KEPT_OF_OTHERS)),
                tasks(config).lasting());
        RunFolders folders = OutputDirectories.logsOfARun(logs, Set.of(name), overwrite);
        OutputDirectories.checkExtraction(config);
        try (PacketSource source = interfaces.open();
                Monitoring monitoring = openMonitoring();
                EmbeddedBroker broker = openBroker(OptionalLong.empty())) {
            TapCapture tap =
                    new TapCapture(broker.clientConfig(), parts.capture(), config.tap(name, interfaces.names()));
            tap.ready().thenRun(() -> complain("captures on " + interfaces.names() + "; Ctrl-C ends it"));
            Interruption interruption = new Interruption(() -> interrupt(tap));
            LiveReport report;
            try (Pipeline pipeline = start(broker, parts, new TopicRoom(broker.directory(), traces), monitoring);
                    Watch delivering = new Watch()) {
                refuseKnown(pipeline, List.of(new Sensor(name, traces)), partitions.count(config));
                folders.clear();
                Deliveries deliveries = new Deliveries(config.delivery(), broker.clientConfig(), this::complain);
                if (monitoring != null) {
                    monitoring.monitor().add(deliveries::read);
                    monitoring.monitor().add(into -> TapNode.read(tap.counters(), into));
                }
                deliveries.start(delivering);
                report = pipeline.run(name, tap, source);
            } finally {
                interruption.close();
            }
            Summary.print(spec.commandLine().getOut(), report, logDirectory, sinceStart());
            return deliver(broker, config.delivery(), AlarmClock.CLOCK);
        }
    }

    private void interrupt(TapCapture tap) {
        complain("interrupted; closing what is open and writing the last lines. Interrupt again to end immediately");
        tap.end(TapState.ENDED);
    }

    private String sensorName() {
        return SensorNames.check(spec.commandLine(), "--sensor", sensor == null ? SensorNames.DEFAULT : sensor);
    }

    private TraceCheck check() {
        if (traces.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Missing what to process: TRACE..., or --interface IF for live traffic");
        }
        if (!each) {
            return TraceCheck.of(sensorName(), traces, spec.commandLine());
        }
        if (sensor != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--each names each sensor after its file, so it cannot be combined with --sensor");
        }
        return TraceCheck.ofEach(traces, spec.commandLine());
    }

    /** Null unless it was asked for. */
    private Monitoring openMonitoring() throws ConfigException {
        if (metricsAddress == null) {
            return null;
        }
        Monitoring monitoring = Monitoring.open("process", Optional.of(metricsAddress));
        complain("serves metrics at http://" + monitoring.address() + "/metrics");
        return monitoring;
    }

    /** @param size how many bytes the topics will take; empty when that is not known */
    private EmbeddedBroker openBroker(OptionalLong size) throws RunException {
        try {
            EmbeddedBroker broker =
                    dataDirectory == null ? EmbeddedBroker.temporary(size) : EmbeddedBroker.at(dataDirectory);
            Optional<String> refusal = WritableDirectory.refusal(broker.directory());
            if (refusal.isPresent()) {
                broker.close();
                throw noTopics(broker.directory(), refusal.get(), null);
            }
            return broker;
        } catch (IOException e) {
            Path directory = dataDirectory == null ? Path.of(System.getProperty("java.io.tmpdir")) : dataDirectory;
            throw noTopics(directory, WritableDirectory.reason(e), e);
        }
    }

    private static RunException noTopics(Path directory, String reason, IOException cause) {
        return new RunException(
                "cannot keep the topics in " + directory + ": " + reason + "; name another directory with --data-dir",
                cause);
    }

    private LoggerConfig logs(BrookConfig config) {
        return new LoggerConfig(logDirectory, config.logStyle(json), each, LoggerConfig.SENSOR_TIMEOUT, this::complain);
    }

    /** The settings of all parts; refuses numbers that are out of range. */
    private PipelineConfig parts(BrookConfig config, LoggerConfig logs, TopicPlan plan, StreamSettings tasks)
            throws ConfigException {
        return new PipelineConfig(
                plan.copying(config.copyPrefixes()),
                capture.config(config, checksums.ignore()),
                new TaskConfig(
                                config.analysis(checksums.ignore(), sensor != null),
                                config.notice(sensor != null),
                                tasks)
                        .copying(config.copies(new Names(""))),
                logs);
    }

    private StreamSettings tasks(BrookConfig config) {
        return StreamSettings.alone(threads.count(), config.commitInterval());
    }

    private Pipeline start(EmbeddedBroker broker, PipelineConfig parts, TopicRoom room, Monitoring monitoring)
            throws RunException, InterruptedException {
        room.warning().ifPresent(this::complain);
        broker.onHalt(() -> complain(room.failure()));
        Pipeline started = Pipeline.start(parts, broker.clientConfig(), broker::start);
        if (monitoring != null) {
            started.observe(monitoring.monitor());
        }
        return started;
    }

    /** The results of two runs would mix. */
    private void refuseKnown(Pipeline pipeline, List<Sensor> sensors, int wanted) throws ConfigException {
        if (dataDirectory == null) {
            return;
        }
        List<String> known = pipeline.known(sensors);
        if (!known.isEmpty()) {
            throw new ConfigException(List.of("--data-dir " + dataDirectory + " already holds the sensor "
                    + String.join(", ", known) + "; give another name with --sensor, or another directory"));
        }
        if (pipeline.packetPartitions() != wanted) {
            complain(dataDirectory + " holds topics of " + pipeline.packetPartitions() + " partitions; they are kept");
        }
    }

    private RunReport run(Pipeline pipeline, List<Sensor> sensors) throws RunException, InterruptedException {
        if (quiet) {
            return pipeline.run(sensors, (packets, bytes) -> {});
        }
        try (ProgressLine progress = ProgressLine.of(spec.commandLine().getErr(), sensors)) {
            return pipeline.run(sensors, progress);
        }
    }

    private void interrupt(Pipeline pipeline) {
        complain("interrupted; writing the logs of what was read. Interrupt again to end immediately");
        pipeline.interrupt();
    }

    private ExitStatus deliver(EmbeddedBroker broker, DeliveryConfig config, AlarmClock clock)
            throws InterruptedException {
        Deliveries.Outcome outcome = new Deliveries(config, broker.clientConfig(), this::complain).deliver(clock);
        PrintWriter out = spec.commandLine().getOut();
        if (config.mail().isPresent()) {
            out.printf(Summary.LINE, "mail", outcome.mails() + " sent");
        }
        if (!config.webhooks().isEmpty()) {
            out.printf(Summary.LINE, "webhooks", outcome.posts() + " posted");
        }
        outcome.problems().forEach(this::complain);
        return outcome.problems().isEmpty() ? ExitStatus.OK : ExitStatus.MAIL_NOT_SENT;
    }

    private void complain(String message) {
        Lines.print(spec.commandLine(), message);
    }

    /** By the clock that nobody sets: the time at which the system says that the process began can be off by a second. */
    private static Duration sinceStart() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}

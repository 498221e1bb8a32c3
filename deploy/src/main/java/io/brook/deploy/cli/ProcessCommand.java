package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.embedded.Pipeline;
import io.brook.deploy.embedded.PipelineConfig;
import io.brook.deploy.embedded.RunReport;
import io.brook.deploy.embedded.Sensor;
import io.brook.notice.logger.LoggerConfig;
import io.brook.notice.logger.RunFolders;
import io.brook.notice.mail.MailConfig;
import io.brook.notice.mail.MailException;
import io.brook.notice.mail.NoticeMailer;
import io.brook.schemas.disk.WritableDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
            "Analyse traces and write Zeek's logs, with the whole cluster in this one process.",
            "Several traces are one sensor's continuous traffic, in the order given, unless --each is there."
        })
final class ProcessCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--each",
            description = "Analyse each trace by itself, as a sensor of its own; its logs go to DIR/<file name>/.")
    private boolean each;

    @Option(
            names = "--sensor",
            paramLabel = "NAME",
            description = "The sensor that the traffic is of; uids depend on it. Default: " + SensorNames.DEFAULT + ".")
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
            description = "Keep the topics here. Default: a temporary directory, deleted at the end.")
    private Path dataDirectory;

    @Option(
            names = "--overwrite",
            description =
                    "Remove logs in DIR that no run of this command has written. Those of an earlier run go anyway.")
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

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    @Parameters(
            paramLabel = "TRACE",
            arity = "1..*",
            description = "A trace file: pcap or pcapng; - is standard input.")
    private List<Path> traces;

    @Override
    public Integer call() throws ConfigException, RunException, InterruptedException {
        BrookConfig config = settings.read();
        TraceCheck check = check();
        if (check.sensors().isEmpty()) {
            return check.status().code;
        }
        LoggerConfig logs =
                new LoggerConfig(logDirectory, config.logStyle(json), each, config.sensorTimeout(), this::complain);
        PipelineConfig parts = parts(config, logs);
        Set<String> sensors = check.sensors().stream().map(Sensor::name).collect(Collectors.toSet());
        RunFolders folders = OutputDirectories.logsOfARun(logs, sensors, overwrite);
        OutputDirectories.checkExtraction(config);
        try (EmbeddedBroker broker = openBroker();
                Pipeline pipeline = start(broker, parts, new TopicRoom(broker.directory(), traces))) {
            refuseKnown(pipeline, check.sensors(), partitions.count(config));
            int removed = folders.clear();
            RunReport report = run(pipeline, check.sensors());
            report.cuts().forEach(this::complain);
            new Summary(report).print(spec.commandLine().getOut(), logDirectory, removed, sinceStart());
            ExitStatus mailed = mail(broker, config.mail());
            return check.status()
                    .and(report.interrupted() ? ExitStatus.INTERRUPTED : ExitStatus.OK)
                    .and(report.cuts().isEmpty() ? ExitStatus.OK : ExitStatus.TRACE_CUT)
                    .and(mailed)
                    .code;
        }
    }

    private TraceCheck check() {
        if (!each) {
            String name = sensor == null ? SensorNames.DEFAULT : sensor;
            return TraceCheck.of(SensorNames.check(spec.commandLine(), "--sensor", name), traces, spec.commandLine());
        }
        if (sensor != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--each names each sensor after its file; --sensor is for traces of one sensor");
        }
        return TraceCheck.ofEach(traces, spec.commandLine());
    }

    private EmbeddedBroker openBroker() throws RunException {
        try {
            EmbeddedBroker broker =
                    dataDirectory == null ? EmbeddedBroker.temporary() : EmbeddedBroker.at(dataDirectory);
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

    /** What the parts are told; refuses numbers that are out of range. */
    private PipelineConfig parts(BrookConfig config, LoggerConfig logs) {
        return new PipelineConfig(
                partitions.count(config),
                capture.config(config.trimEncrypted(), checksums.ignore()),
                new TaskConfig(
                        config.analysis(checksums.ignore(), sensor != null),
                        config.notice(sensor != null),
                        StreamSettings.alone(threads.count(), config.commitInterval())),
                logs);
    }

    private Pipeline start(EmbeddedBroker broker, PipelineConfig parts, TopicRoom room)
            throws RunException, InterruptedException {
        room.warning().ifPresent(this::complain);
        broker.onHalt(() -> complain(room.failure()));
        return Pipeline.start(parts, broker.clientConfig(), broker::start);
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
        Interruption interruption = new Interruption(() -> interrupt(pipeline));
        try {
            return quiet ? pipeline.run(sensors, (packets, bytes) -> {}) : runWithProgress(pipeline, sensors);
        } finally {
            interruption.close();
        }
    }

    private RunReport runWithProgress(Pipeline pipeline, List<Sensor> sensors)
            throws RunException, InterruptedException {
        try (ProgressLine progress = ProgressLine.of(spec.commandLine().getErr(), sensors)) {
            return pipeline.run(sensors, progress);
        }
    }

    private void interrupt(Pipeline pipeline) {
        complain("interrupted; writing the logs of what was read. Once more ends at once");
        pipeline.interrupt();
    }

    private ExitStatus mail(EmbeddedBroker broker, Optional<MailConfig> mail) {
        if (mail.isEmpty()) {
            return ExitStatus.OK;
        }
        try (NoticeMailer mailer = new NoticeMailer(broker.clientConfig(), mail.get())) {
            spec.commandLine().getOut().printf(Summary.LINE, "mail", mailer.mailPending() + " sent");
            if (mailer.refused().isEmpty()) {
                return ExitStatus.OK;
            }
            complain("the mail server does not take mail for " + String.join(", ", mailer.refused()));
            return ExitStatus.MAIL_NOT_SENT;
        } catch (MailException e) {
            complain(e.getMessage());
            return ExitStatus.MAIL_NOT_SENT;
        }
    }

    private void complain(String message) {
        Lines.print(spec.commandLine(), message);
    }

    private static Duration sinceStart() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
    }
}

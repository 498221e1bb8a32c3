package io.brook.deploy.cli;

import io.brook.capture.CaptureConfig;
import io.brook.capture.TapConfig;
import io.brook.capture.batch.ShuntCounters;
import io.brook.capture.run.CaptureReport;
import io.brook.capture.run.SpoolCounters;
import io.brook.capture.run.TapReport;
import io.brook.capture.source.PacketSource;
import io.brook.capture.spool.SpoolConfig;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.node.CaptureNode;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.NodeStatus;
import io.brook.deploy.node.SpoolNode;
import io.brook.deploy.node.TapNode;
import io.brook.deploy.rights.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code brook capture}: publishes traces or live traffic to the cluster. */
@Command(
        name = "capture",
        description = {
            "Publish traces to the cluster as one sensor's traffic, in the order given.",
            "A capture that was interrupted resumes where it was when it is started again with the same arguments.",
            "With --interface: publish live traffic, until it is stopped (SIGTERM).",
            "With --spool: publish the files that recorders write, until it is stopped; it resumes where it was."
        })
final class CaptureCommand extends NodeCommand {
    @Option(
            names = "--sensor",
            paramLabel = "NAME",
            description =
                    "The sensor that the traffic comes from. Its name is part of every uid, and cannot be used twice.")
    private String sensor;

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description =
                    "The name of this process. A process with the same name aborts what the one before it left open."
                            + " Default: the sensor's name.")
    private String name;

    @Option(
            names = "--pace",
            paramLabel = "PACKETS",
            description = "Publish at most this many packets per second. Default: as many as Kafka takes.")
    private int pace = CaptureNode.NO_LIMIT;

    @Mixin
    private ChecksumsOption checksums;

    @Mixin
    private CaptureOptions options;

    @Option(names = "--list", description = "List the network interfaces, and exit.")
    private boolean list;

    @Mixin
    private InterfaceArguments interfaces;

    @Mixin
    private SpoolArguments spools;

    @Option(
            names = "--tap",
            paramLabel = "NAME",
            description =
                    "With --interface: the name of this tap, if the sensor has several. Default: the names of the machine and"
                            + " the interface.")
    private String tap;

    @Option(
            names = "--close-on-exit",
            description =
                    "With --interface: close open connections at the end. Default: leave them open for the next capture of"
                            + " that sensor.")
    private boolean closeOnExit;

    @Parameters(
            paramLabel = "TRACE",
            arity = "0..*",
            description =
                    "A trace file: pcap or pcapng; - is standard input. It cannot be read again, so an interrupted capture of"
                            + " it cannot be resumed.")
    private List<Path> traces = List.of();

    /** Opened before anything starts, so that errors are reported immediately. */
    private PacketSource source;

    private SpoolConfig spool;

    @Override
    Role role() {
        return Role.CAPTURE;
    }

    @Override
    boolean isAnswered() throws ConfigException {
        if (list) {
            InterfaceList.print(spec().commandLine().getOut());
        }
        return list;
    }

    @Override
    void checkOptions(BrookConfig config) throws ConfigException {
        Ranges.check(spec(), "--pace", pace, 1, CaptureNode.NO_LIMIT);
        if (sensor == null) {
            throw new ParameterException(spec().commandLine(), "Missing required option: '--sensor=NAME'");
        }
        SensorNames.check(spec().commandLine(), "--sensor", sensor);
        long kinds = Stream.of(interfaces.isGiven(), spools.isGiven(), !traces.isEmpty())
                .filter(given -> given)
                .count();
        if (kinds != 1) {
            throw new ParameterException(
                    spec().commandLine(),
                    "What is to be captured? Name either traces or, with --interface, interfaces or, with --spool,"
                            + " directories");
        }
        if (spools.isGiven()) {
            spool = spools.config();
        }
        if (interfaces.isGiven()) {
            source = interfaces.open();
        }
    }

    @Override
    ExitStatus run(BrookConfig config, KafkaCluster kafka, Watch watch) throws RunException, InterruptedException {
        if (spool != null) {
            return publishSpool(config, kafka, watch);
        }
        return source == null ? publishTraces(config, kafka, watch) : publishLive(config, kafka, watch);
    }

    private ExitStatus publishSpool(BrookConfig config, KafkaCluster kafka, Watch watch)
            throws RunException, InterruptedException {
        CaptureConfig capture = options.config(config, checksums.ignore());
        CaptureNode.Identity identity =
                new CaptureNode.Identity(name == null ? sensor : name, sensor, config.sensorTimeout());
        try (SpoolNode node = SpoolNode.open(kafka, capture, spool, identity, pace, this::say);
                NodeStatus status = new NodeStatus(this::say)) {
            node.observe(monitor());
            report(status, config, node::figures);
            CompletableFuture<SpoolCounters> published = watch.run("capture", node::run);
            say("capture is ready, for sensor " + sensor + ", on "
                    + spool.links().stream().map(SpoolConfig.Link::name).collect(Collectors.joining(", ")));
            SpoolCounters done = watch.await(published);
            String form =
                    "published %,d packets, without %,.1f MB that no analysis needs of %,d flows; left out %,d that"
                            + " another link had already had";
            ShuntCounters shunted = done.shunted();
            say(String.format(
                    Locale.ROOT,
                    form,
                    done.packets(),
                    shunted.bytes() / 1e6,
                    shunted.everShunted(),
                    done.duplicates()));
            return ExitStatus.OK;
        }
    }

    private ExitStatus publishLive(BrookConfig config, KafkaCluster kafka, Watch watch)
            throws RunException, InterruptedException {
        CaptureConfig capture = options.config(config, checksums.ignore());
        TapConfig own = config.tap(sensor, tap == null ? TapNames.of(interfaces.names()) : tap);
        try (TapNode node = TapNode.open(kafka, capture, own, source, closeOnExit, this::say);
                NodeStatus status = new NodeStatus(this::say)) {
            node.observe(monitor());
            report(status, config, node::figures);
            CompletableFuture<TapReport> report = watch.run("capture", node::run);
            watch.await(node.ready());
            say("capture is ready, for sensor " + sensor + ", on " + interfaces.names() + " as tap " + own.tap());
            watch.await(report);
            return ExitStatus.OK;
        }
    }

    private ExitStatus publishTraces(BrookConfig config, KafkaCluster kafka, Watch watch)
            throws RunException, InterruptedException {
        TraceCheck check = TraceCheck.of(sensor, traces, spec().commandLine());
        if (check.sensors().isEmpty()) {
            return check.status();
        }
        CaptureConfig capture = options.config(config, checksums.ignore());
        String process = name == null ? sensor : name;
        try (CaptureNode node = CaptureNode.open(kafka, capture, process, sensor, pace, config.sensorTimeout());
                NodeStatus status = new NodeStatus(this::say)) {
            node.observe(monitor());
            report(status, config, node::figures);
            say("capture is ready, for sensor " + sensor);
            CaptureReport report = watch.await(watch.run("capture", () -> node.publish(traces, this::say)));
            report.cuts().forEach(this::say);
            String form = "%s: %,d packets (%,.1f MB)";
            say(String.format(Locale.ROOT, form, about(report), report.packets(), report.bytes() / 1e6));
            return report.cuts().isEmpty() ? ExitStatus.OK : ExitStatus.TRACE_CUT;
        }
    }

    private static String about(CaptureReport report) {
        return switch (report.outcome()) {
            case PUBLISHED -> "published";
            case RESUMED -> "published the rest";
            case ALREADY_COMPLETE -> "Kafka had all of it";
        };
    }
}

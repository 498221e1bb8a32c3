package io.brook.deploy.cli;

import io.brook.capture.CaptureConfig;
import io.brook.capture.send.CaptureReport;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.node.CaptureNode;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.NodeStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brook capture}: publishes traces to the cluster. */
@Command(
        name = "capture",
        description = {
            "Publish traces to the cluster as one sensor's traffic, in the order given.",
            "One that is broken off goes on where it was when it is started again with the same arguments."
        })
final class CaptureCommand extends NodeCommand {
    @Option(
            names = "--sensor",
            paramLabel = "NAME",
            required = true,
            description =
                    "The sensor that the traffic is of. Its name is in every line's uid, and cannot be used twice.")
    private String sensor;

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description =
                    "The name of this process: one that is started with the same name ends what the one before it left"
                            + " open. Default: the sensor's name.")
    private String name;

    @Option(
            names = "--pace",
            paramLabel = "PACKETS",
            description = "Publish no more than this many packets in a second. Default: as many as Kafka takes.")
    private int pace = CaptureNode.NO_LIMIT;

    @Mixin
    private ChecksumsOption checksums;

    @Mixin
    private CaptureOptions options;

    @Parameters(
            paramLabel = "TRACE",
            arity = "1..*",
            description =
                    "A trace file: pcap or pcapng; - is standard input, which cannot be read again: a capture of it that"
                            + " breaks off cannot be resumed.")
    private List<Path> traces;

    @Override
    void checkOptions(BrookConfig config) {
        Ranges.check(spec(), "--pace", pace, 1, CaptureNode.NO_LIMIT);
        SensorNames.check(spec().commandLine(), "--sensor", sensor);
    }

    @Override
    ExitStatus run(BrookConfig config, KafkaCluster kafka, Watch watch) throws RunException, InterruptedException {
        TraceCheck check = TraceCheck.of(sensor, traces, spec().commandLine());
        if (check.sensors().isEmpty()) {
            return check.status();
        }
        CaptureConfig capture = options.config(config.trimEncrypted(), checksums.ignore());
        String process = name == null ? sensor : name;
        try (CaptureNode node = CaptureNode.open(kafka, capture, process, sensor, pace, config.sensorTimeout());
                NodeStatus status = new NodeStatus(this::say)) {
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
            case RESUMED -> "published what was left";
            case ALREADY_COMPLETE -> "Kafka had all of it";
        };
    }
}

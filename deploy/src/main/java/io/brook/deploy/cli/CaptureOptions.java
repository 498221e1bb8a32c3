package io.brook.deploy.cli;

import io.brook.capture.CaptureConfig;
import io.brook.deploy.config.BrookConfig;
import io.brook.schemas.flow.FlowPartitioning;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How packets are batched and partitioned. This affects speed, but no result. */
final class CaptureOptions {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--batch-bytes",
            paramLabel = "N",
            description = "Send a flow's batch of packets when it holds this many bytes. Default: ${DEFAULT-VALUE}.")
    private int batchBytes = CaptureConfig.DEFAULT.batchBytes();

    @Option(
            names = "--linger",
            paramLabel = "MS",
            description =
                    "How long a batch waits for more packets of its flow, in milliseconds of the trace's own time."
                            + " Default: ${DEFAULT-VALUE}.")
    private int linger = (int) CaptureConfig.DEFAULT.linger().toMillis();

    @Option(
            names = "--partition-by",
            paramLabel = "WHAT",
            converter = PartitioningConverter.class,
            description =
                    "Which packets go to the same partition: those of a host-pair, a flow or a subnet. Default: host-pair.")
    private FlowPartitioning partitioning = CaptureConfig.DEFAULT.partitioning();

    @Option(
            names = "--no-trim",
            description = "Also publish the payload of encrypted connections, as with TrimEncrypted=false.")
    private boolean noTrim;

    /**
     * @param settings say which payload is left out
     * @throws ParameterException when a number is out of its range
     */
    CaptureConfig config(BrookConfig settings, boolean ignoreChecksums) {
        int wait = Ranges.check(command, "--linger", linger, 0, (int) CaptureConfig.MAX_LINGER.toMillis());
        int bytes = Ranges.check(command, "--batch-bytes", batchBytes, 1, CaptureConfig.MAX_BATCH_BYTES);
        boolean trim = settings.trimEncrypted() && !noTrim;
        return new CaptureConfig(
                partitioning, Duration.ofMillis(wait), bytes, trim, settings.shunting(), ignoreChecksums);
    }
}

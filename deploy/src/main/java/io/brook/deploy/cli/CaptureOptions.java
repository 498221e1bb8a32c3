package io.brook.deploy.cli;

import io.brook.capture.CaptureConfig;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.embedded.PipelineConfig;
import io.brook.schemas.flow.FlowPartitioning;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How the pipeline is cut and batched. No result depends on these, only speed. */
final class PipelineOptions {
    /** Each is four tasks, and a file handle or three. */
    private static final int MAX_PARTITIONS = 1000;

    private static final int MAX_THREADS = 1000;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the topics that tasks share. Default: the number of cores.")
    private int partitions = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that run stream tasks. Default: the number of cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--batch-bytes",
            paramLabel = "N",
            description = "Send a flow's batch of packets once it holds this many bytes. Default: ${DEFAULT-VALUE}.")
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
                    "Which packets meet in one partition: those of a host-pair, a flow or a subnet. Default: host-pair.")
    private FlowPartitioning partitioning = CaptureConfig.DEFAULT.partitioning();

    @Option(
            names = "--no-trim",
            description = "Publish the payload of encrypted connections too, as with TrimEncrypted=false.")
    private boolean noTrim;

    int partitions() {
        return inRange("--partitions", partitions, 1, MAX_PARTITIONS);
    }

    /** @throws ParameterException when a number is out of its range */
    PipelineConfig config(BrookConfig settings, boolean ignoreChecksums, PipelineConfig.Logs logs) {
        int workers = inRange("--threads", threads, 1, MAX_THREADS);
        CaptureConfig capture = capture(settings.trimEncrypted() && !noTrim, ignoreChecksums);
        return new PipelineConfig(
                partitions(), workers, capture, settings.analysis(ignoreChecksums), settings.notice(), logs);
    }

    private CaptureConfig capture(boolean trim, boolean ignoreChecksums) {
        int wait = inRange("--linger", linger, 0, (int) CaptureConfig.MAX_LINGER.toMillis());
        int bytes = inRange("--batch-bytes", batchBytes, 1, CaptureConfig.MAX_BATCH_BYTES);
        return new CaptureConfig(partitioning, Duration.ofMillis(wait), bytes, trim, ignoreChecksums);
    }

    private int inRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '" + option + "': " + value + " is not from " + least + " to " + most);
        }
        return value;
    }
}

package io.brook.deploy.cli;

import io.brook.capture.CaptureConfig;
import io.brook.schemas.flow.FlowPartitioning;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How the pipeline is cut and batched. No result depends on these, only speed. */
final class PipelineOptions {
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
    private long linger = CaptureConfig.DEFAULT.linger().toMillis();

    @Option(
            names = "--partition-by",
            paramLabel = "WHAT",
            converter = PartitioningConverter.class,
            description =
                    "Which packets meet in one partition: those of a host-pair, a flow or a subnet. Default: host-pair.")
    private FlowPartitioning partitioning = CaptureConfig.DEFAULT.partitioning();

    int partitions() {
        return atLeast("--partitions", partitions, 1);
    }

    int threads() {
        return atLeast("--threads", threads, 1);
    }

    CaptureConfig capture() {
        atLeast("--linger", (int) Math.min(linger, Integer.MAX_VALUE), 0);
        return new CaptureConfig(partitioning, Duration.ofMillis(linger), atLeast("--batch-bytes", batchBytes, 1));
    }

    private int atLeast(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(
                    command.commandLine(), "Invalid value for option '" + option + "': must be " + least + " or more");
        }
        return value;
    }
}

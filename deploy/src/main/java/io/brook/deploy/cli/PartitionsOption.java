package io.brook.deploy.cli;

import io.brook.deploy.config.BrookConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How many partitions topics get when they are created. */
final class PartitionsOption {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the topics that tasks share, when these are created; as Partitions=N."
                    + " Default: the number of cores.")
    private Integer partitions;

    int count(BrookConfig config) {
        return partitions == null
                ? config.partitions()
                : Ranges.check(command, "--partitions", partitions, 1, BrookConfig.MAX_PARTITIONS);
    }
}

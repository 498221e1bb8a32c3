package io.brook.deploy.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How many threads run stream tasks. */
final class ThreadsOption {
    private static final int MAX_THREADS = 1000;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that run stream tasks. Default: the number of cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    int count() {
        return Ranges.check(command, "--threads", threads, 1, MAX_THREADS);
    }
}

package io.brook.deploy.cli;

import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which packets a command reads. */
final class SliceOptions {
    @Option(
            names = "--sensor",
            paramLabel = "NAME",
            split = ",",
            description = "Only this sensor's; may be repeated. Default: those of all.")
    private Set<String> sensors = Set.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = PacketTime.class,
            description = "Only from this time on: as in logs, or such as 2026-11-26T10:00, in UTC.")
    private Long from;

    @Option(names = "--to", paramLabel = "TIME", converter = PacketTime.class, description = "Only before this time.")
    private Long to;

    Set<String> sensors() {
        return sensors;
    }

    /** In nanoseconds since the epoch; the smallest value when there is no such limit. */
    long from() {
        return from == null ? Long.MIN_VALUE : from;
    }

    /** In nanoseconds since the epoch; the largest value when there is no such limit. */
    long to() {
        return to == null ? Long.MAX_VALUE : to;
    }

    /** @throws ParameterException when that is no time at all */
    void check(CommandSpec spec) {
        if (from() >= to()) {
            throw new ParameterException(spec.commandLine(), "--from must be earlier than --to");
        }
    }
}

package io.brook.deploy.cli;

import io.brook.schemas.subject.SensorName;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Sensors' names on the command line. */
final class SensorNames {
    /** The sensor of traffic that nobody gave a name: always the same, so that its uids are. */
    static final String DEFAULT = "brook";

    private SensorNames() {}

    /**
     * @param option where the name comes from
     * @throws ParameterException when no sensor may be called so
     */
    static String check(CommandLine line, String option, String name) {
        SensorName.fault(name).ifPresent(fault -> {
            throw new ParameterException(line, "Invalid value for " + option + ": " + fault);
        });
        return name;
    }
}

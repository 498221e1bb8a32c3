package io.brook.deploy.cli;

import io.brook.schemas.subject.SensorName;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Names of sensors on the command line. */
final class SensorNames {
    /** The sensor of traffic without a name: always the same, so that its uids are. */
    static final String DEFAULT = "brook";

    private SensorNames() {}

    /**
     * @param option where the name comes from
     * @throws ParameterException when no sensor may have this name
     */
    static String check(CommandLine line, String option, String name) {
        SensorName.fault(name).ifPresent(fault -> {
            throw new ParameterException(line, "Invalid value for " + option + ": " + fault);
        });
        return name;
    }
}

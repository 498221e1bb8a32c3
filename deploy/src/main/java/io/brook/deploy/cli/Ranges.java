package io.brook.deploy.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options that are numbers. */
final class Ranges {
    private Ranges() {}

    /** @throws ParameterException when the value is out of the range, whose ends are included */
    static int check(CommandSpec command, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '" + option + "': " + value + " is not from " + least + " to " + most);
        }
        return value;
    }
}

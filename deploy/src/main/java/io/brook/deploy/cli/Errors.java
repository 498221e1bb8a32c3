package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns failures into lines on standard error and an exit status. */
final class Errors {
    private Errors() {}

    /** A command line that cannot be understood. */
    static int usage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        Lines.print(line, e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
            line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitStatus.USAGE.code;
    }

    /** A command that was carried out and failed. */
    static int report(Exception e, CommandLine line, boolean debug) {
        if (e instanceof ConfigException config) {
            config.problems().forEach(problem -> Lines.print(line, problem));
            return ExitStatus.USAGE.code;
        }
        Lines.print(line, e instanceof RunException ? e.getMessage() : "internal error: " + e);
        if (debug) {
            e.printStackTrace(line.getErr());
        } else {
            line.getErr().println("More with --debug.");
        }
        return ExitStatus.FAILED.code;
    }
}

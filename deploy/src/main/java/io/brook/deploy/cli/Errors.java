package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into lines on standard error and an exit status. */
final class Errors {
    private Errors() {}

    /** A command line that cannot be understood. */
    static int usage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched
                && !line.getSubcommands().isEmpty()
                && !unmatched.isUnknownOption()) {
            Lines.print(line, unknown(unmatched));
            return ExitStatus.USAGE.code;
        }
        Lines.print(line, e.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
            line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitStatus.USAGE.code;
    }

    /** A command that does not exist: the nearest ones. */
    private static String unknown(UnmatchedArgumentException e) {
        CommandLine line = e.getCommandLine();
        String typed = e.getUnmatched().get(0);
        List<String> nearest = NearestWords.of(typed, line.getSubcommands().keySet());
        return "there is no command " + typed
                + (nearest.isEmpty() ? "" : "; the nearest are " + String.join(", ", nearest))
                + "; " + line.getCommandSpec().qualifiedName() + " help lists all";
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

package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Rows;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command of {@code brook ctl} that has a class of its own. */
abstract class CtlSubcommand implements Callable<Integer> {
    @ParentCommand
    private ClusterCommands ctl;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() throws ConfigException, RunException, InterruptedException {
        return (run(ctl.cluster()) ? ExitStatus.OK : ExitStatus.FAILED).code;
    }

    /** @return whether all of it went well */
    abstract boolean run(Cluster cluster) throws ConfigException, RunException, InterruptedException;

    /** Prints a line of the result. */
    final void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    /** Prints what is wrong, beside the result. */
    final void complain(String line) {
        Lines.print(spec.commandLine(), line);
    }

    /** Prints a table, as JSON if that is wanted. */
    final void print(Rows rows) {
        rows.print(spec.commandLine().getOut(), isJson());
    }

    /** Runs another command of brook, and returns its status. */
    final int brook(List<String> words) {
        return ctl.brook(words);
    }

    /** Whether tables are wanted as JSON. */
    final boolean isJson() {
        return ctl.isJson();
    }

    /** The terminal that is open already, if there is one. */
    final Optional<Terminal> terminal() {
        return ctl.terminal();
    }

    final CommandSpec spec() {
        return spec;
    }
}

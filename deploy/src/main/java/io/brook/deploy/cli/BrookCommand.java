package io.brook.deploy.cli;

import io.brook.deploy.host.HostServer;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code brook}; its work is done by its sub-commands. */
@Command(
        name = "brook",
        description = "Network security monitoring in the manner of Zeek, on Apache Kafka.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        sortOptions = false)
public final class BrookCommand implements GlobalOptions, Runnable {
    /** In the order in which the help lists them. */
    private static final List<Class<?>> COMMANDS = List.of(
            ProcessCommand.class,
            CaptureCommand.class,
            WorkerCommand.class,
            StateSyncCommand.class,
            NoticeManagerCommand.class,
            LoggerCommand.class,
            AnalysisCommand.class,
            PolicyCommand.class,
            NoticesCommand.class,
            NoticeCommand.class,
            ReplayCommand.class,
            PacketsCommand.class,
            DiffCommand.class,
            SummaryCommand.class,
            SchemaCommand.class,
            SensorsCommand.class,
            TopicsCommand.class,
            StatusCommand.class,
            CtlCommand.class,
            ShellCommand.class,
            BrokerCommand.class,
            BenchCommand.class,
            ReferenceCommand.class,
            CommandLine.HelpCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show stack traces of errors, and messages of Kafka.")
    private boolean debug;

    @Option(
            names = "--no-timestamps",
            scope = ScopeType.INHERIT,
            description = "Leave out the time in lines on standard error, where something else adds it (journald).")
    private boolean noTimestamps;

    @Override
    public boolean timestamps() {
        return !noTimestamps;
    }

    /** @param args the command line */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(HostServer.COMMAND)) {
            // At the other end of ssh, on each host for each command: it is to start quickly.
            Termination.exit(NodeServer.run(args));
        }
        Termination.follows();
        // Everything is written and closed by now; nobody needs what Kafka's threads may still do.
        Termination.exit(commandLine(named(args)).execute(args));
    }

    /** The command, ready to execute; its streams can be set. */
    public static CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    /** What a command line is about: describing all of the commands would be a tenth of the start. */
    private static List<Class<?>> named(String[] args) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(each -> args.length > 0
                        && each.getAnnotation(Command.class).name().equals(args[0]))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    private static CommandLine commandLine(List<Class<?>> commands) {
        BrookCommand command = new BrookCommand();
        CommandLine line = new CommandLine(command);
        commands.forEach(line::addSubcommand);
        line.getSubcommands().values().stream()
                .map(each -> each.getCommandSpec().usageMessage())
                .filter(usage -> usage.exitCodeList().isEmpty())
                .forEach(usage -> usage.exitCodeListHeading(
                                "%nExit status; when several apply, it is the lowest above 0:%n")
                        .exitCodeList(ExitStatus.list()));
        // Its options are those of brook process.
        Optional.ofNullable(line.getSubcommands().get("ctl"))
                .ifPresent(ctl ->
                        ctl.getSubcommands().get(OfflineCommand.NAME).setUnmatchedOptionsArePositionalParams(true));
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(command::execute)
                .setParameterExceptionHandler(Errors::usage)
                .setExecutionExceptionHandler((e, failed, parsed) -> Errors.report(e, failed, command.debug));
    }

    private int execute(CommandLine.ParseResult parsed) {
        Logging.configure(debug, timestamps());
        return new CommandLine.RunLast().execute(parsed);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? brook --help lists them");
    }
}

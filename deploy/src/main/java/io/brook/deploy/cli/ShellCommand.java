package io.brook.deploy.cli;

import io.brook.deploy.BrookVersion;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code brook shell}: the commands of {@code brook ctl}, one line after the other, with history and completion. */
@Command(
        name = "shell",
        description = {
            "Take the commands of brook ctl from the terminal, one in a line, until exit.",
            "The tabulator completes commands and nodes."
        })
final class ShellCommand implements Callable<Integer> {
    private static final Set<String> ENDS = Set.of("exit", "quit");
    private static final Set<String> HELP = Set.of("help", "?");

    @Option(
            names = "--base",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The directory that etc is in. Default: the current one.")
    private Path base;

    @Override
    public Integer call() throws RunException {
        try (Terminal terminal =
                TerminalBuilder.builder().system(true).dumb(true).build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("brook")
                    .completer((line, parsed, into) -> complete(parsed, into))
                    .variable(LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home"), ".brook_history"))
                    // An exclamation mark is one.
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            PrintWriter out = terminal.writer();
            out.println("Welcome to Brook " + BrookVersion.number());
            out.println("Type \"help\" for help.");
            return read(reader, terminal);
        } catch (IOException e) {
            throw new RunException("the terminal cannot be used: " + e.getMessage(), e);
        }
    }

    /** The status of the last command. */
    private int read(LineReader reader, Terminal terminal) {
        int status = ExitStatus.OK.code;
        while (true) {
            try {
                reader.readLine("[Brook] > ");
                List<String> words = reader.getParsedLine().words().stream()
                        .filter(word -> !word.isEmpty())
                        .toList();
                if (!words.isEmpty()) {
                    if (ENDS.contains(words.get(0))) {
                        return status;
                    }
                    status = run(words, terminal);
                }
            } catch (UserInterruptException e) {
                // Ctrl-C gives up the line, as in other shells.
                status = ExitStatus.INTERRUPTED.code;
            } catch (EndOfFileException e) {
                return status;
            }
        }
    }

    private int run(List<String> words, Terminal terminal) {
        List<String> all = new ArrayList<>(List.of("ctl", "--base", base.toString()));
        boolean help = words.size() == 1 && HELP.contains(words.get(0));
        all.addAll(help ? List.of("help") : words);
        CommandLine brook = BrookCommand.commandLine().setOut(terminal.writer()).setErr(terminal.writer());
        CtlCommand ctl = brook.getSubcommands().get("ctl").getCommand();
        ctl.use(terminal);
        int status = brook.execute(all.toArray(String[]::new));
        if (help) {
            terminal.writer().println("  exit, quit  Leave the shell, as Ctrl-D does; nodes go on.");
        }
        terminal.flush();
        return status;
    }

    private void complete(ParsedLine line, List<Candidate> into) {
        CommandLine ctl = BrookCommand.commandLine().getSubcommands().get("ctl");
        Set<String> words = new TreeSet<>();
        if (line.wordIndex() == 0) {
            words.addAll(ctl.getSubcommands().keySet());
            words.addAll(ENDS);
            words.addAll(HELP);
        } else {
            CommandLine command = ctl.getSubcommands().get(line.words().get(0));
            if (command != null) {
                words.addAll(command.getCommandSpec().optionsMap().keySet());
                words.addAll(nodes());
                if (line.words().get(0).equals("print") && line.wordIndex() == 1) {
                    words.addAll(PrintCommand.ids());
                }
            }
        }
        words.forEach(word -> into.add(new Candidate(word)));
    }

    private Set<String> nodes() {
        Set<String> names = new TreeSet<>(Set.of("all"));
        try {
            Cluster.open(List.of(), base).nodes().forEach(node -> {
                names.add(node.name());
                names.add(node.role().group());
            });
        } catch (ConfigException e) {
            // The command will say what is wrong.
            names.clear();
        }
        return names;
    }
}

package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.NodeUse;
import io.brook.deploy.shell.Survey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code top}: what nodes use at this moment; live in a terminal, otherwise once. */
@Command(
        name = "top",
        description = {
            "Show what nodes use: processor, memory, threads, packets in a second (captures and workers), and the records of Kafka"
                    + " that they have not read yet (Lag).",
            "In a terminal it goes on until the key q; other keys sort, as the screen says. Otherwise, with --once and with --json, it"
                    + " is what they use during one second, and the status is 0 only if all of them run."
        })
final class TopCommand extends CtlSubcommand {
    private static final Duration ONCE = Duration.ofSeconds(1);

    @Option(names = "--once", description = "Show one table, also in a terminal.")
    private boolean once;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How often the screen is renewed. Default: ${DEFAULT-VALUE} s.")
    private int interval;

    @Parameters(paramLabel = "NODE", arity = "0..*")
    private List<String> names = List.of();

    @Override
    boolean run(Cluster cluster) throws ConfigException, RunException, InterruptedException {
        if (interval < 1) {
            throw new ParameterException(spec().commandLine(), "--interval must be 1 or more, not " + interval);
        }
        if (once || isJson()) {
            return once(cluster);
        }
        try {
            if (terminal().isPresent()) {
                return live(cluster, terminal().get());
            }
            // Where standard output is no terminal this is one that is dumb.
            try (Terminal opened = TerminalBuilder.builder()
                    .system(true)
                    .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                    .dumb(true)
                    .build()) {
                return live(cluster, opened);
            }
        } catch (IOException e) {
            throw new RunException("the terminal cannot be used: " + e.getMessage(), e);
        }
    }

    /** Goes on for as long as somebody watches, in a terminal that can do more than write lines. */
    private boolean live(Cluster cluster, Terminal terminal)
            throws ConfigException, RunException, IOException, InterruptedException {
        if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            return once(cluster);
        }
        try (TopSamples samples = new TopSamples(cluster, names, Duration.ofSeconds(interval))) {
            samples.start();
            new TopScreen(terminal, samples).show();
        }
        return true;
    }

    private boolean once(Cluster cluster) throws ConfigException, RunException, InterruptedException {
        List<Node> nodes = cluster.nodes(names);
        try (Survey survey = new Survey(cluster, this::complain)) {
            List<NodeUse> before = survey.top(nodes, TopTable.METRICS);
            long then = System.nanoTime();
            Thread.sleep(ONCE.toMillis());
            List<NodeUse> after = survey.top(nodes, TopTable.METRICS);
            TopTable table = TopTable.of(before, after, Duration.ofNanos(System.nanoTime() - then));
            print(table.rows(TopTable.Order.NODE));
            return table.isComplete();
        }
    }
}

package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.cron.Cron;
import io.brook.deploy.cron.ShellMail;
import io.brook.deploy.host.Condition;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.ClusterOption;
import io.brook.deploy.shell.Installer;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.Processes;
import io.brook.deploy.shell.Processes.Status;
import io.brook.deploy.shell.Rows;
import io.brook.deploy.shell.Survey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code brook ctl}: the commands of zeekctl, for a cluster of one host or several. Each ends with 0 only if all of it went well. */
@Command(
        name = "ctl",
        description = {
            "Lay out, start, watch and stop the nodes of a cluster, as with zeekctl.",
            "Reads etc/node.cfg, etc/cluster.cfg (or zeekctl.cfg), etc/brook.cfg and etc/networks.cfg.",
            "NODE is a node's name, or brokers, loggers, manager, proxies, workers, captures or all. Default: all."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CapstatsCommand.class,
            NetstatsCommand.class,
            PrintCommand.class,
            ScriptsCommand.class,
            OfflineCommand.class,
            UpdateCommand.class,
            AttachCommand.class,
            TracesCommand.class,
            TopCommand.class,
            CommandLine.HelpCommand.class
        })
final class CtlCommand implements ClusterCommands, Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            defaultValue = ".",
            scope = ScopeType.INHERIT,
            description = "The directory that etc is in. Default: the current one.")
    private Path base;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print tables as JSON.")
    private boolean json;

    private Terminal terminal;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? brook ctl --help lists them");
    }

    @Override
    public Cluster cluster() throws ConfigException, RunException {
        return Cluster.open(Launcher.command(), base);
    }

    @Override
    public boolean isJson() {
        return json;
    }

    @Override
    public Optional<Terminal> terminal() {
        return Optional.ofNullable(terminal);
    }

    /** Has commands that are live use a terminal that is open. */
    void use(Terminal opened) {
        terminal = opened;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }

    /** What goes wrong on a host, so that tables stay tables. */
    private void complain(String line) {
        Lines.print(spec.commandLine(), line);
    }

    private Processes open(Cluster cluster) throws RunException {
        return Processes.open(cluster, this::say, this::complain);
    }

    private void mailReports(Processes processes, Cluster cluster) throws RunException, InterruptedException {
        ShellMail.of(cluster, this::complain).sendReports(processes, cluster);
    }

    private static int status(boolean well) {
        return (well ? ExitStatus.OK : ExitStatus.FAILED).code;
    }

    @Command(name = "check", description = "Check the configuration as it is in etc, and the hosts.")
    int check(@Parameters(paramLabel = "NODE") List<String> names)
            throws ConfigException, RunException, InterruptedException {
        Cluster cluster = cluster();
        cluster.remarks().forEach(this::say);
        return status(check(cluster, cluster.nodes(orNone(names))));
    }

    private boolean check(Cluster cluster, List<Node> nodes) throws InterruptedException {
        boolean well = new Installer(cluster, this::say, this::complain).check();
        for (Node node : nodes) {
            try {
                cluster.check(node);
                say(node.name() + " is ok.");
            } catch (ConfigException e) {
                say(node.name() + " failed.");
                e.problems().forEach(this::complain);
                well = false;
            }
        }
        return well && checkKafka(cluster);
    }

    private boolean checkKafka(Cluster cluster) {
        try {
            cluster.checkKafka();
            return true;
        } catch (ConfigException e) {
            e.problems().forEach(this::complain);
            return false;
        }
    }

    @Command(
            name = "install",
            description = "Copy the configuration to all hosts, and Brook itself; nodes read it when they start.")
    int install() throws ConfigException, RunException, InterruptedException {
        Cluster cluster = cluster();
        try (Processes processes = open(cluster)) {
            boolean well = processes.install();
            say("installed the configuration; nodes read it when they are started");
            return status(well);
        }
    }

    @Command(name = "start", description = "Start nodes, and wait until they are ready.")
    int start(@Parameters(paramLabel = "NODE") List<String> names)
            throws ConfigException, RunException, InterruptedException {
        Cluster cluster = cluster();
        try (Processes processes = open(cluster)) {
            boolean well = processes.start(cluster.nodes(orNone(names)));
            mailReports(processes, cluster);
            return status(well);
        }
    }

    @Command(name = "stop", description = "Stop nodes; those that do not end within StopTimeout are killed.")
    int stop(@Parameters(paramLabel = "NODE") List<String> names)
            throws ConfigException, RunException, InterruptedException {
        Cluster cluster = cluster();
        try (Processes processes = open(cluster)) {
            saveTraces(cluster, orNone(names));
            boolean well = processes.stop(cluster.nodes(orNone(names)));
            mailReports(processes, cluster);
            return status(well);
        }
    }

    @Command(name = "restart", description = "Stop nodes and start them again.")
    int restart(
            @Option(names = "--clean", description = "Clean up, check and install in between.") boolean clean,
            @Parameters(paramLabel = "NODE") List<String> names)
            throws ConfigException, RunException, InterruptedException {
        Cluster cluster = cluster();
        List<Node> nodes = cluster.nodes(orNone(names));
        try (Processes processes = open(cluster)) {
            if (clean && !check(cluster, nodes)) {
                return ExitStatus.FAILED.code;
            }
            saveTraces(cluster, orNone(names));
            boolean well = processes.stop(nodes);
            if (clean) {
                well &= processes.cleanup(nodes, false);
                well &= processes.install();
            }
            well &= processes.start(nodes);
            mailReports(processes, cluster);
            return status(well);
        }
    }

    /** Nodes are stopped even if their packets cannot be saved, as when Kafka does not answer. */
    private void saveTraces(Cluster cluster, List<String> names) throws ConfigException, RunException {
        if (cluster.flag(ClusterOption.SAVE_TRACES)) {
            new SavedTraces(cluster, this::brook, this::say).save(names, SavedTraces.SECONDS);
        }
    }

    @Command(name = "deploy", description = "Check, install, and start again.")
    int deploy() throws ConfigException, RunException, InterruptedException {
        Cluster cluster = cluster();
        cluster.remarks().forEach(this::say);
        try (Processes processes = open(cluster)) {
            if (!check(cluster, cluster.nodes())) {
                return ExitStatus.FAILED.code;
            }
            boolean well = processes.install();
            well &= processes.stop(cluster.nodes());
            well &= processes.start(cluster.nodes());
            mailReports(processes, cluster);
            return status(well);
        }
    }

    @Command(name = "status", description = "Show which nodes run; 0 only if all of them do.")
    int status(@Parameters(paramLabel = "NODE") List<String> names)
            throws ConfigException, RunException, InterruptedException {
        Cluster cluster = cluster();
        List<Status> found;
        try (Processes processes = Processes.look(cluster, this::say, this::complain)) {
            found = processes.status(cluster.nodes(orNone(names)));
        }
        Rows rows = new Rows("Name", "Type", "Host", "Status", "Pid", "Started", "Restart");
        for (Status each : found) {
            rows.add(
                    each.node().name(),
                    each.node().role().command(),
                    each.node().host(),
                    each.condition().name().toLowerCase(Locale.ROOT),
                    each.state().pid() == 0 ? "" : Long.toString(each.state().pid()),
                    time(each.state().started()),
                    each.state().restart() > System.currentTimeMillis()
                            ? time(each.state().restart())
                            : "");
        }
        rows.print(out(), json);
        return status(found.stream().allMatch(each -> each.condition() == Condition.RUNNING));
    }

    private static String time(long time) {
        return time == 0
                ? ""
                : Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Command(name = "nodes", description = "List the nodes that etc/node.cfg asks for.")
    int nodes() throws ConfigException, RunException {
        Rows rows = new Rows("Name", "Type", "Host", "Port", "Cpu", "Arguments");
        for (Node node : cluster().nodes()) {
            rows.add(
                    node.name(),
                    node.role().command(),
                    node.host(),
                    Integer.toString(node.role() == Node.Role.BROKER ? node.kafka() : node.port()),
                    node.cpu(),
                    String.join(" ", node.arguments()));
        }
        rows.print(out(), json);
        return ExitStatus.OK.code;
    }

    @Command(name = "config", description = "Show the options that work, with their values.")
    int config() throws ConfigException, RunException {
        Cluster cluster = cluster();
        Rows rows = new Rows("Option", "Value");
        for (ClusterOption option : ClusterOption.values()) {
            if (option.fate() == ClusterOption.Fate.WORKS) {
                rows.add(option.key(), cluster.option(option));
            }
        }
        rows.print(out(), json);
        return ExitStatus.OK.code;
    }

    @Command(name = "diag", description = "Show the end of what nodes have written, such as why one has crashed.")
    int diag(@Parameters(paramLabel = "NODE") List<String> names)
            throws ConfigException, RunException, InterruptedException {
        Cluster cluster = cluster();
        try (Survey survey = new Survey(cluster, this::complain)) {
            return status(survey.diag(cluster.nodes(orNone(names)), this::say));
        }
    }

    @Command(name = "df", description = "Show the room on the file systems that the cluster uses.")
    int df() throws ConfigException, RunException, InterruptedException {
        Rows rows = new Rows("Host", "Path", "Filesystem", "Total", "Avail", "Capacity");
        try (Survey survey = new Survey(cluster(), this::complain)) {
            boolean well = survey.df(rows);
            rows.print(out(), json);
            return status(well);
        }
    }

    @Command(name = "exec", description = "Run a command of the system's shell, on each host.")
    int exec(@Parameters(paramLabel = "WORD", arity = "1..*") List<String> words)
            throws ConfigException, RunException, InterruptedException {
        try (Survey survey = new Survey(cluster(), this::complain)) {
            return status(survey.exec(String.join(" ", words), this::say));
        }
    }

    @Command(
            name = "cleanup",
            description = "Delete what nodes that do not run have left; crashed ones are stopped then.")
    int cleanup(
            @Option(
                            names = "--all",
                            description = "Also delete the data of brokers: all packets, logs and state in Kafka.")
                    boolean all,
            @Parameters(paramLabel = "NODE") List<String> names)
            throws ConfigException, RunException, InterruptedException {
        Cluster cluster = cluster();
        try (Processes processes = open(cluster)) {
            boolean well = processes.cleanup(cluster.nodes(orNone(names)), all);
            mailReports(processes, cluster);
            return status(well);
        }
    }

    @Command(
            name = "cron",
            description = {
                "Look after the cluster, for a line of crontab: start nodes again that have crashed, watch hosts, disks and"
                        + " interfaces, write statistics, delete what is too old, run CronCmd.",
                "What there is to say is mailed to MailTo, or printed. enable and disable switch it on and off, ? says which."
            })
    int cron(
            @Option(names = "--no-watch", description = "Leave nodes alone that have crashed.") boolean noWatch,
            @Parameters(paramLabel = "enable|disable|?", arity = "0..1") String what)
            throws ConfigException, RunException, InterruptedException {
        Cluster cluster = cluster();
        if (what != null) {
            try (Processes processes = open(cluster)) {
                return cron(processes, what);
            }
        }
        return status(new Cron(cluster, this::say, Instant.now()).run(!noWatch));
    }

    private int cron(Processes processes, String what) throws RunException {
        switch (what) {
            case "enable" -> processes.enableCron(true);
            case "disable" -> processes.enableCron(false);
            case "?" -> {}
            default -> throw new ParameterException(spec.commandLine(), "cron takes enable, disable or ?, not " + what);
        }
        say("cron " + (processes.isCronEnabled() ? "enabled" : "disabled"));
        return ExitStatus.OK.code;
    }

    @Command(
            name = "peerstatus",
            description = "Show what Kafka knows of nodes, as brook status; of all processes when none is named."
                    + " Brokers are not among them.")
    int peerstatus(@Parameters(paramLabel = "NODE") List<String> names) throws ConfigException, RunException {
        Cluster cluster = cluster();
        List<String> asked = cluster.nodes(orNone(names)).stream()
                .filter(node -> node.role() != Node.Role.BROKER)
                .map(Node::name)
                .toList();
        if (asked.isEmpty()) {
            complain("brokers do not report to Kafka; status shows whether they run");
            return ExitStatus.FAILED.code;
        }
        List<String> arguments = new ArrayList<>(cluster.clientOptions());
        if (names != null) {
            arguments.addAll(asked);
        }
        return brook("status", arguments);
    }

    @Command(name = "analysis", description = "Switch kinds of analysis on or off, as brook analysis.")
    int analysis(@Parameters(paramLabel = "WORD", arity = "1..*") List<String> words)
            throws ConfigException, RunException {
        List<String> arguments = new ArrayList<>(List.of(words.get(0)));
        arguments.addAll(cluster().clientOptions());
        arguments.addAll(words.subList(1, words.size()));
        return brook("analysis", arguments);
    }

    private int brook(String command, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(arguments);
        if (json) {
            all.add("--json");
        }
        return brook(all);
    }

    @Override
    public int brook(List<String> words) {
        return BrookCommand.commandLine()
                .setOut(out())
                .setErr(spec.commandLine().getErr())
                .execute(words.toArray(String[]::new));
    }

    private static List<String> orNone(List<String> names) {
        return names == null ? List.of() : names;
    }
}

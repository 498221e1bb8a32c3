package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.config.Reader;
import io.brook.deploy.host.Installation;
import io.brook.deploy.host.Ssh;
import io.brook.deploy.host.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A cluster as the files below a base directory lay it out: its nodes, and how each of them is run. */
public final class Cluster {
    /** This host, whatever node.cfg calls it. */
    public static final String HERE = "localhost";

    /** The file with the settings of Brook itself. */
    static final String SETTINGS = "brook.cfg";

    private final List<String> brook;
    private final Path base;
    private final ClusterFile options;
    private final List<Node> nodes;

    private final Set<String> here;

    private Cluster(List<String> brook, Path base, ClusterFile options, List<Node> nodes) {
        this.brook = brook;
        this.base = base;
        this.options = options;
        this.nodes = nodes;
        here = nodes.stream()
                .map(Node::host)
                .distinct()
                .filter(HostNames::isHere)
                .collect(Collectors.toSet());
    }

    /**
     * Reads {@code etc/node.cfg} and {@code etc/cluster.cfg}, or {@code etc/zeekctl.cfg}.
     *
     * @param brook the command that runs Brook
     * @param base the directory that {@code etc} is in
     * @throws ConfigException with a line for everything that is wrong in both files
     */
    public static Cluster open(List<String> brook, Path base) throws ConfigException {
        Path home = base.toAbsolutePath().normalize();
        ClusterFile options = ClusterFile.read(home);
        Path layout = options.path(ClusterOption.NODE_CFG);
        return new Cluster(brook, home, options, Layout.read(layout, options.number(ClusterOption.METRICS_PORT)));
    }

    /** All nodes, in the order in which they are started. */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * The nodes of names, of sections of node.cfg and of groups such as {@code workers}, in the order in which they are started; all when none is named.
     *
     * @throws ConfigException when there is no such node
     */
    public List<Node> nodes(List<String> names) throws ConfigException {
        Set<String> chosen = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            List<String> exact = named(node -> name.equals("all")
                    || name.equals(node.name())
                    || name.equals(node.role().group()));
            // worker-1 is a section that worker-1-1 and worker-1-2 come from.
            List<String> found = exact.isEmpty() ? named(node -> node.name().startsWith(name + "-")) : exact;
            if (found.isEmpty()) {
                problems.add("there is no node " + name + "; the nodes are " + String.join(", ", named(node -> true)));
            }
            chosen.addAll(found);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return names.isEmpty()
                ? nodes
                : nodes.stream().filter(node -> chosen.contains(node.name())).toList();
    }

    private List<String> named(Predicate<Node> which) {
        return nodes.stream().filter(which).map(Node::name).toList();
    }

    /** The value of an option that works, with those that it names put in. */
    public String option(ClusterOption option) {
        return options.text(option);
    }

    /** A line for each option that is set and has no effect, and what takes its place. */
    public List<String> remarks() {
        return options.remarks();
    }

    /** Where the state, and the directories of the nodes, are. */
    public Path spool() {
        return options.path(ClusterOption.SPOOL_DIR);
    }

    /** Where the configuration is that {@code install} copies. */
    Path configuration() {
        return options.path(ClusterOption.CFG_DIR);
    }

    /** Where the logger writes. */
    public Path logs() {
        return Tasks.logs(options);
    }

    /**
     * Reads what a node would read.
     *
     * @throws ConfigException with a line for everything that is wrong
     */
    public void check(Node node) throws ConfigException {
        if (node.role() != Node.Role.BROKER) {
            read(node);
        }
    }

    private BrookConfig read(Node node) throws ConfigException {
        return read(node, options.path(ClusterOption.LOCAL_NETS_CFG), configuration());
    }

    private BrookConfig read(Node node, Path networks, Path etc) throws ConfigException {
        Path file = etc.resolve(SETTINGS);
        return ConfigReader.read(
                Reader.of(node.role().command()),
                Files.exists(file) ? file : null,
                tasks().settings(node, networks, etc));
    }

    /** The configuration that nodes read when they are started, or the one that {@code install} would copy. */
    public NodeConfiguration files(boolean installed) throws RunException {
        if (!installed) {
            return new NodeConfiguration(configuration(), options.path(ClusterOption.LOCAL_NETS_CFG), this::read);
        }
        Path etc = tasks().installed();
        return new NodeConfiguration(
                etc, etc.resolve(options.path(ClusterOption.LOCAL_NETS_CFG).getFileName()), this::read);
    }

    /**
     * Looks whether there is a Kafka for the nodes.
     *
     * @throws ConfigException when neither a broker of the shell's own nor any other one is named
     */
    public void checkKafka() throws ConfigException {
        if (nodes.stream().noneMatch(node -> node.role() == Node.Role.BROKER)) {
            BrookConfig config = read(nodes.get(0));
            if (config.bootstrapServers().isEmpty() && config.kafkaConfig().isEmpty()) {
                throw new ConfigException(List.of(configuration().resolve(SETTINGS)
                        + ": no Kafka is named; set BootstrapServers=HOST:PORT,... or KafkaConfig=FILE there, or have"
                        + " one started: a section with type=broker in "
                        + options.path(ClusterOption.NODE_CFG)));
            }
        }
    }

    /**
     * The settings of brook.cfg for the shell's own work, with those of cluster.cfg that have to do with mails.
     *
     * @throws ConfigException with a line for everything that is wrong
     */
    public BrookConfig settings() throws ConfigException {
        Path file = configuration().resolve("brook.cfg");
        Path networks = options.path(ClusterOption.LOCAL_NETS_CFG);
        List<String> settings = new ArrayList<>(tasks().mails());
        if (Files.exists(networks)) {
            settings.add("LocalNetsCfg=" + networks);
        }
        return ConfigReader.read(Reader.CTL, Files.exists(file) ? file : null, settings);
    }

    /** Whether an option is 1 or another number than 0, or one of the words for it. */
    public boolean flag(ClusterOption option) {
        return options.flag(option);
    }

    /** Whether nodes are units of systemd. */
    boolean isOfUnits() {
        return !option(ClusterOption.START_BY).equals(ClusterOption.BY_SHELL);
    }

    /** The value of an option that is a number. */
    public int number(ClusterOption option) {
        return options.number(option);
    }

    /** The value of an option that is a path, from the base directory on. */
    public Path path(ClusterOption option) {
        return options.path(option);
    }

    /** Whether a configuration is installed, so that there is something to start. */
    public boolean isInstalled() {
        return new Installation(spool()).current().isPresent();
    }

    /** The names of the other hosts that nodes run on. */
    public List<String> others() {
        return nodes.stream()
                .map(this::host)
                .filter(host -> !host.equals(HERE))
                .distinct()
                .toList();
    }

    /** The name of the host that a node runs on; {@link #HERE} for this one. */
    public String host(Node node) {
        return here.contains(node.host()) ? HERE : node.host();
    }

    /**
     * What the hosts of nodes need to know of them.
     *
     * @param launch whether they are to be started
     * @throws RunException when they are to be started, and nothing is installed
     */
    Map<String, List<Task>> tasks(Collection<Node> of, boolean launch) throws RunException {
        Tasks tasks = tasks();
        Map<String, List<Task>> all = new LinkedHashMap<>();
        for (Node node : of) {
            String host = host(node);
            all.computeIfAbsent(host, name -> new ArrayList<>())
                    .add(launch ? tasks.launched(node, brook(host)) : tasks.of(node));
        }
        return all;
    }

    private Tasks tasks() {
        return new Tasks(options, nodes, others().isEmpty());
    }

    /** The command that runs Brook on a host. */
    List<String> brook(String host) throws RunException {
        return host.equals(HERE) ? brook : Delivery.command(spool(), brook);
    }

    /** How other hosts are reached. */
    Ssh ssh() {
        return new Ssh(option(ClusterOption.SSH_CMD), options.number(ClusterOption.COMM_TIMEOUT));
    }

    /** What brings an installation to other hosts. */
    Delivery delivery() throws RunException {
        return new Delivery(ssh(), spool(), brook);
    }

    /** The options of a command that connects to the cluster's Kafka. */
    public List<String> clientOptions() {
        List<String> arguments = new ArrayList<>(tasks().bootstrap());
        Path file = options.path(ClusterOption.CFG_DIR).resolve(SETTINGS);
        if (Files.exists(file)) {
            arguments.addAll(List.of("--config", file.toString()));
        }
        return arguments;
    }

    /** The base directory. */
    public Path base() {
        return base;
    }
}

package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.config.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A cluster as the files below a base directory lay it out: its nodes, and how each of them is run. */
public final class Cluster {
    private final List<String> brook;
    private final Path base;
    private final ClusterFile options;
    private final List<Node> nodes;

    private Cluster(List<String> brook, Path base, ClusterFile options, List<Node> nodes) {
        this.brook = brook;
        this.base = base;
        this.options = options;
        this.nodes = nodes;
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

    /** Where the logger writes. */
    public Path logs() {
        return options.path(ClusterOption.LOG_DIR).resolve("current");
    }

    /** The directory of a node: its output, and what it keeps. */
    public Path directory(Node node) {
        return spool().resolve(node.name());
    }

    /**
     * Reads what a node would read.
     *
     * @throws ConfigException with a line for everything that is wrong
     */
    public void check(Node node) throws ConfigException {
        if (node.role() != Node.Role.BROKER) {
            Path etc = options.path(ClusterOption.CFG_DIR);
            Path file = etc.resolve("brook.cfg");
            ConfigReader.read(
                    Reader.of(node.role().command()),
                    Files.exists(file) ? file : null,
                    settings(node, options.path(ClusterOption.LOCAL_NETS_CFG), etc));
        }
    }

    /** Copies the configuration for the nodes; they read it when they are started. */
    public void install() throws RunException {
        new Installation(spool()).install(options.path(ClusterOption.CFG_DIR));
    }

    /**
     * The command that runs a node.
     *
     * @throws RunException when nothing is installed
     */
    List<String> command(Node node) throws RunException {
        Path etc = new Installation(spool())
                .current()
                .orElseThrow(() -> new RunException("nothing is installed yet; give the command install first", null));
        List<String> command = new ArrayList<>();
        if (!node.cpu().isEmpty()) {
            command.addAll(List.of("taskset", "-c", node.cpu()));
        }
        command.addAll(brook);
        command.add(node.role().command());
        if (node.role() == Node.Role.BROKER) {
            Path data = spool().resolve("kafka-" + node.name());
            command.addAll(List.of("--data-dir", data.toString(), "--port", Integer.toString(node.port())));
            return command;
        }
        Path file = etc.resolve("brook.cfg");
        if (Files.exists(file)) {
            command.addAll(List.of("--config", file.toString()));
        }
        command.addAll(bootstrap());
        Path networks = options.path(ClusterOption.LOCAL_NETS_CFG);
        settings(node, etc.resolve(networks.getFileName()), etc)
                .forEach(each -> command.addAll(List.of("--set", each)));
        command.addAll(node.arguments());
        if (node.role() == Node.Role.LOGGER) {
            command.addAll(List.of("--log-dir", logs().toString()));
        }
        return command;
    }

    /** Options that name the brokers that the shell runs itself; none when brook.cfg names them. */
    private List<String> bootstrap() {
        return nodes.stream()
                .filter(node -> node.role() == Node.Role.BROKER)
                .findFirst()
                .map(node -> List.of("--bootstrap-servers", "localhost:" + node.port()))
                .orElse(List.of());
    }

    /** The options of a command that connects to the cluster's Kafka. */
    public List<String> clientOptions() {
        List<String> arguments = new ArrayList<>(bootstrap());
        Path file = options.path(ClusterOption.CFG_DIR).resolve("brook.cfg");
        if (Files.exists(file)) {
            arguments.addAll(List.of("--config", file.toString()));
        }
        return arguments;
    }

    /** How the logger archives: these options are called as Brook's settings. */
    private List<String> archiving() {
        return List.of(
                "LogArchiveDir=" + options.path(ClusterOption.LOG_DIR),
                "CompressLogs=" + options.flag(ClusterOption.COMPRESS_LOGS),
                own(ClusterOption.LOG_ROTATION_INTERVAL),
                own(ClusterOption.COMPRESS_CMD),
                own(ClusterOption.COMPRESS_EXTENSION),
                own(ClusterOption.POST_PROC_DIR),
                own(ClusterOption.LOG_EXPIRE_INTERVAL),
                "KeepLogs=" + option(ClusterOption.KEEP_LOGS).strip().replaceAll("\\s+", ","));
    }

    private String own(ClusterOption option) {
        return option.key() + "=" + option(option);
    }

    /** The settings that are a node's own. */
    private List<String> settings(Node node, Path networks, Path etc) {
        List<String> settings = new ArrayList<>();
        settings.add("NodeName=" + node.name());
        settings.add("MetricsAddress=" + option(ClusterOption.METRICS_ADDRESS) + ":" + node.port());
        if (Files.exists(networks)) {
            settings.add("LocalNetsCfg=" + networks);
        }
        Path policy = etc.resolve(Installation.POLICY);
        if (Files.isDirectory(policy)) {
            settings.add("PolicyDir=" + policy);
        }
        if (node.role() == Node.Role.LOGGER) {
            settings.addAll(archiving());
        }
        return settings;
    }

    /** The variables of a node: its own count before those of all. */
    Map<String, String> environment(Node node) {
        Map<String, String> all = new LinkedHashMap<>(options.environment());
        all.putAll(node.environment());
        return all;
    }

    /** The base directory. */
    public Path base() {
        return base;
    }
}

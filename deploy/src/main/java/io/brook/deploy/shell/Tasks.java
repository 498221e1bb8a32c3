package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.Installation;
import io.brook.deploy.host.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What each node's host needs to know of it: how it is run, with which settings, and where. */
final class Tasks {
    private final ClusterFile options;
    private final List<Node> nodes;
    private final boolean alone;

    /**
     * @param nodes all nodes
     * @param alone whether all of them are on this host
     */
    Tasks(ClusterFile options, List<Node> nodes, boolean alone) {
        this.options = options;
        this.nodes = nodes;
        this.alone = alone;
    }

    /** Where the logger writes. */
    static Path logs(ClusterFile options) {
        return options.path(ClusterOption.LOG_DIR).resolve("current");
    }

    /** A node that is not to be started. */
    Task of(Node node) {
        return task(node, null);
    }

    /**
     * A node that is to be started.
     *
     * @param brook the command that runs Brook on its host
     * @throws RunException when nothing is installed
     */
    Task launched(Node node, List<String> brook) throws RunException {
        List<String> logs =
                node.role() == Node.Role.LOGGER ? List.of(logs(options).toString()) : List.of();
        return task(node, new Task.Launch(command(node, brook), environment(node), logs));
    }

    private Task task(Node node, Task.Launch launch) {
        String health = "http://" + metrics(node) + "/health/ready";
        List<String> data = node.role() == Node.Role.BROKER ? List.of(data(node).toString()) : List.of();
        return new Task(
                node.name(),
                spool().resolve(node.name()).toString(),
                health,
                data,
                options.number(ClusterOption.CRASH_RESTART_PAUSE),
                unit(),
                launch);
    }

    private Task.Unit unit() {
        String by = options.text(ClusterOption.START_BY);
        return by.equals(ClusterOption.BY_SHELL)
                ? null
                : new Task.Unit(
                        by.equals(ClusterOption.BY_SYSTEMD_OF_USER), options.number(ClusterOption.STOP_TIMEOUT));
    }

    private String metrics(Node node) {
        return options.text(ClusterOption.METRICS_ADDRESS) + ":" + node.port();
    }

    private Path spool() {
        return options.path(ClusterOption.SPOOL_DIR);
    }

    private Path data(Node broker) {
        return spool().resolve("kafka-" + broker.name());
    }

    private List<String> command(Node node, List<String> brook) throws RunException {
        Path etc = installed();
        List<String> command = new ArrayList<>();
        if (!node.cpu().isEmpty()) {
            command.addAll(List.of("taskset", "-c", node.cpu()));
        }
        command.addAll(brook);
        command.add(node.role().command());
        if (node.role() == Node.Role.BROKER) {
            command.addAll(broker(node));
            return command;
        }
        Path file = etc.resolve(Cluster.SETTINGS);
        if (Files.exists(file)) {
            command.addAll(List.of("--config", file.toString()));
        }
        command.addAll(bootstrap());
        Path networks = options.path(ClusterOption.LOCAL_NETS_CFG);
        settings(node, etc.resolve(networks.getFileName()), etc)
                .forEach(each -> command.addAll(List.of("--set", each)));
        command.addAll(node.arguments());
        if (node.role() == Node.Role.LOGGER) {
            command.addAll(List.of("--log-dir", logs(options).toString()));
        }
        return command;
    }

    private List<String> broker(Node node) {
        List<String> arguments = new ArrayList<>(List.of(
                "--data-dir",
                data(node).toString(),
                "--port",
                Integer.toString(node.kafka()),
                "--metrics",
                metrics(node)));
        if (!alone) {
            arguments.addAll(List.of("--host", node.host()));
        }
        List<Node> all = brokers();
        if (all.size() > 1) {
            arguments.addAll(List.of("--number", Integer.toString(all.indexOf(node) + 1), "--quorum"));
            arguments.add(IntStream.range(0, all.size())
                    .mapToObj(i -> i + 1 + "@" + address(all.get(i), all.get(i).kafka() + 1))
                    .collect(Collectors.joining(",")));
        }
        return arguments;
    }

    /** The brokers by their names, and not as node.cfg happens to list them: each has a number, which is in its data. */
    private List<Node> brokers() {
        return nodes.stream()
                .filter(node -> node.role() == Node.Role.BROKER)
                .sorted(Comparator.comparing(Node::name))
                .toList();
    }

    /**
     * Where the configuration is that nodes read when they are started.
     *
     * @throws RunException when nothing is installed
     */
    Path installed() throws RunException {
        return new Installation(spool())
                .current()
                .orElseThrow(() -> new RunException("nothing is installed yet; give the command install first", null));
    }

    /** Options that name the brokers that the shell runs itself; none when brook.cfg names them. */
    List<String> bootstrap() {
        List<Node> all = brokers();
        return all.isEmpty()
                ? List.of()
                : List.of(
                        "--bootstrap-servers",
                        all.stream().map(node -> address(node, node.kafka())).collect(Collectors.joining(",")));
    }

    /** Where nodes reach a broker of the shell's own. */
    private String address(Node broker, int port) {
        String host = alone ? "localhost" : broker.host();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
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
                "KeepLogs=" + options.text(ClusterOption.KEEP_LOGS).strip().replaceAll("\\s+", ","));
    }

    /** How mails are sent: what is not set here is as brook.cfg has it. */
    List<String> mails() {
        return Stream.of(
                        ClusterOption.MAIL_TO,
                        ClusterOption.MAIL_ALARMS_TO,
                        ClusterOption.MAIL_ALARMS_INTERVAL,
                        ClusterOption.MAIL_FROM,
                        ClusterOption.MAIL_REPLY_TO,
                        ClusterOption.MAIL_SUBJECT_PREFIX)
                .filter(option -> !options.text(option).isEmpty())
                .map(this::own)
                .toList();
    }

    private String own(ClusterOption option) {
        return option.key() + "=" + options.text(option);
    }

    /**
     * The settings that are a node's own.
     *
     * @param networks the file of the site's networks, if it is there
     * @param etc where the configuration is
     */
    List<String> settings(Node node, Path networks, Path etc) {
        List<String> settings = new ArrayList<>();
        settings.add("NodeName=" + node.name());
        settings.add("MetricsAddress=" + metrics(node));
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
        if (node.role() == Node.Role.NOTICE_MANAGER) {
            settings.addAll(mails());
        }
        return settings;
    }

    /** The variables of a node: its own count before those of all. */
    private Map<String, String> environment(Node node) {
        Map<String, String> all = new LinkedHashMap<>(options.environment());
        all.putAll(node.environment());
        return all;
    }
}

package io.brook.deploy.shell;

import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.SectionFile.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The processes that node.cfg asks for. A manager is a notice-manager, and a logger when there is no section for one; a proxy is a
 * state-sync; a worker is as many workers as {@code lb_procs} says, and a capture when it has an interface; standalone is all of it.
 */
final class Layout {
    private static final Set<String> KEYS = Set.of(
            "type",
            "host",
            "interface",
            "lb_procs",
            "lb_method",
            "pin_cpus",
            "env_vars",
            "aux_scripts",
            "zeekbase",
            "ether",
            "port");
    private static final int KAFKA_PORT = 9092;
    private static final int MAX_PORT = 65_535;
    /** Of brokers. */
    private static final int QUORUM = 3;

    private static final int MAX_PROCESSES = 1024;

    private final Path file;
    private final int firstPort;
    private final List<String> problems = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();

    private Layout(Path file, int firstPort) {
        this.file = file;
        this.firstPort = firstPort;
    }

    /**
     * Reads the layout.
     *
     * @param firstPort where the first node serves its health; the others follow
     * @return the nodes in the order in which they are started
     * @throws ConfigException with a line for everything that is wrong
     */
    static List<Node> read(Path file, int firstPort) throws ConfigException {
        return new Layout(file, firstPort).read();
    }

    private List<Node> read() throws ConfigException {
        List<Section> sections = SectionFile.sections(file, problems);
        boolean logger = sections.stream().anyMatch(each -> each.get("type", "").equals("logger"));
        Set<NodeType> types = new HashSet<>();
        for (Section section : sections) {
            checkKeys(section);
            NodeType.of(section.get("type", ""))
                    .ifPresentOrElse(
                            type -> {
                                if (!types.add(type) && (type == NodeType.MANAGER || type == NodeType.STANDALONE)) {
                                    problem(
                                            section.line(),
                                            "there can be one " + type.text() + " only; remove [" + section.name()
                                                    + "]");
                                }
                                add(section, type, logger);
                            },
                            () -> problem(
                                    lineOf(section, "type"),
                                    "[" + section.name()
                                            + "] needs type= one of manager, logger, proxy, worker, standalone, capture,"
                                            + " broker"));
        }
        checkTypes(types);
        sections.forEach(section -> checkReach(section, sections));
        checkBrokers();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return nodes.stream()
                .sorted(Comparator.comparingInt(node -> node.role().rank()))
                .toList();
    }

    private void checkKeys(Section section) {
        section.entries().forEach((key, entry) -> {
            if (!KEYS.contains(key) && !key.startsWith("af_packet_")) {
                problem(
                        entry.line(),
                        "unknown key " + key + "; the keys are "
                                + String.join(", ", KEYS.stream().sorted().toList()));
            }
        });
        String host = section.get("host", "localhost");
        if (!HostNames.isOne(host)) {
            problem(lineOf(section, "host"), "host must be the name or the address of a host, not " + host);
        }
        if (section.entries().containsKey("aux_scripts")) {
            problem(lineOf(section, "aux_scripts"), "Brook runs no Zeek scripts; remove aux_scripts");
        }
    }

    private void checkTypes(Set<NodeType> types) {
        if (types.contains(NodeType.STANDALONE)) {
            if (types.stream().anyMatch(type -> type != NodeType.STANDALONE && type != NodeType.BROKER)) {
                problems.add(
                        file + ": a standalone node does everything; remove the other sections or type=standalone");
            }
        } else if (problems.isEmpty()
                && !types.containsAll(Set.of(NodeType.MANAGER, NodeType.PROXY, NodeType.WORKER))) {
            problems.add(file + ": needs a manager, a proxy and a worker, or one node with type=standalone");
        }
    }

    /** One of three may fail; of two, neither knows whether it is the other one that has failed. */
    private void checkBrokers() {
        List<Node> brokers =
                nodes.stream().filter(node -> node.role() == Node.Role.BROKER).toList();
        int count = brokers.size();
        if (count > 1 && count != QUORUM) {
            problems.add(file + ": there can be one broker or three, not " + count + ": two of three go on when one"
                    + " fails, and other numbers keep no more than one or three do");
        }
        Set<String> taken = new HashSet<>();
        for (Node broker : brokers) {
            // Its controller listens at the next port.
            for (int port = broker.kafka(); port <= broker.kafka() + (count > 1 ? 1 : 0); port++) {
                if (!taken.add(broker.host() + " " + port)) {
                    problems.add(
                            file + ": [" + broker.name() + "] has a port of another broker of its host: give it"
                                    + " another port=, two more than that of the other one (the next port is its controller's)");
                    break;
                }
            }
        }
    }

    /** A broker that only its own host can reach is of no use to other hosts. */
    private void checkReach(Section section, List<Section> sections) {
        String host = section.get("host", "localhost");
        if (section.get("type", "").equals("broker") && HostNames.isLoopback(host)) {
            sections.stream()
                    .map(each -> each.get("host", "localhost"))
                    .filter(other -> !HostNames.isHere(other))
                    .findFirst()
                    .ifPresent(other -> problem(
                            lineOf(section, "host"),
                            "[" + section.name() + "] needs host= with a name or an address of this host that " + other
                                    + " reaches, not " + host));
        }
    }

    private void add(Section section, NodeType type, boolean logger) {
        String name = section.name();
        switch (type) {
            case BROKER -> addBroker(section);
            case LOGGER -> add(section, name, Node.Role.LOGGER, "");
            case PROXY -> add(section, name, Node.Role.STATE_SYNC, "");
            case MANAGER -> {
                add(section, name, Node.Role.NOTICE_MANAGER, "");
                if (!logger) {
                    add(section, name + "-logger", Node.Role.LOGGER, "");
                }
            }
            case WORKER -> addWorkers(section, name);
            case CAPTURE -> addCapture(section, name);
            case STANDALONE -> {
                add(section, name + "-logger", Node.Role.LOGGER, "");
                add(section, name + "-manager", Node.Role.NOTICE_MANAGER, "");
                add(section, name + "-proxy", Node.Role.STATE_SYNC, "");
                addWorkers(section, name);
            }
        }
    }

    private void addWorkers(Section section, String name) {
        int count = number(section, "lb_procs", 1, MAX_PROCESSES);
        String[] cpus = section.get("pin_cpus", "").split("\\s*,\\s*");
        for (int i = 0; i < count; i++) {
            String cpu = cpus[i % cpus.length];
            if (!cpu.matches("\\d*")) {
                problem(
                        lineOf(section, "pin_cpus"),
                        "pin_cpus must be numbers of CPUs, separated by commas, not " + cpu);
            }
            add(section, count == 1 ? name : name + "-" + (i + 1), Node.Role.WORKER, cpu);
        }
        if (section.entries().containsKey("interface")) {
            addCapture(section, name + "-capture");
        }
    }

    private void addCapture(Section section, String name) {
        String from = section.get("interface", "");
        if (from.isEmpty()) {
            problem(section.line(), "[" + section.name() + "] needs interface=, such as interface=eth0");
        }
        // zeekctl's af_packet::eth0 asks for what Brook's capture does anyway.
        String device = from.replaceFirst("^af_packet::", "");
        add(section, name, Node.Role.CAPTURE, "", "--interface", device, "--sensor", section.name());
    }

    private void addBroker(Section section) {
        claim(section, section.name());
        nodes.add(new Node(
                section.name(),
                Node.Role.BROKER,
                section.get("host", "localhost"),
                List.of(),
                environment(section),
                "",
                firstPort + nodes.size(),
                number(section, "port", KAFKA_PORT, MAX_PORT - 1)));
    }

    private void add(Section section, String name, Node.Role role, String cpu, String... arguments) {
        claim(section, name);
        nodes.add(new Node(
                name,
                role,
                section.get("host", "localhost"),
                List.of(arguments),
                environment(section),
                cpu,
                firstPort + nodes.size(),
                0));
    }

    private void claim(Section section, String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            problem(section.line(), "a node is named with letters, digits, - and _, not [" + name + "]");
        }
        Integer before = names.putIfAbsent(name, section.line());
        if (before != null) {
            problem(section.line(), name + " is the name of a node of line " + before + " already; choose another one");
        }
    }

    private Map<String, String> environment(Section section) {
        return EnvironmentList.parse(section.get("env_vars", ""), file + ":" + lineOf(section, "env_vars"), problems);
    }

    private int number(Section section, String key, int otherwise, int most) {
        String text = section.get(key, Integer.toString(otherwise));
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            problem(lineOf(section, key), key + " must be a number from 1 to " + most + ", not " + text);
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    private static int lineOf(Section section, String key) {
        SectionFile.Entry entry = section.entries().get(key);
        return entry == null ? section.line() : entry.line();
    }

    private void problem(int line, String what) {
        problems.add(file + ":" + line + ": " + what);
    }
}

package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Node;
import io.brook.deploy.status.Reports;
import io.brook.schemas.record.ProcessStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The captures of a cluster that a command is about, and what they report. */
final class CaptureReports {
    private static final String INTERFACE = "--interface";
    private static final String SENSOR = "--sensor";
    private static final String OF_SECTION = "-capture";

    private final Cluster cluster;
    private final List<Node> captures;

    /**
     * @param names of captures, of workers whose interface a capture listens to, and of groups; none for all
     * @throws ConfigException when there is no such node
     */
    CaptureReports(Cluster cluster, List<String> names) throws ConfigException {
        this.cluster = cluster;
        List<Node> chosen = cluster.nodes(names);
        List<Node> all = new ArrayList<>();
        for (Node node : cluster.nodes(List.of())) {
            if (node.role() == Node.Role.CAPTURE && (chosen.contains(node) || isOf(node, chosen))) {
                all.add(node);
            }
        }
        captures = List.copyOf(all);
    }

    /** worker-1-capture is of the workers worker-1, or worker-1-1 and so on. */
    private static boolean isOf(Node capture, List<Node> chosen) {
        String section = capture.name().endsWith(OF_SECTION)
                ? capture.name().substring(0, capture.name().length() - OF_SECTION.length())
                : capture.name();
        return chosen.stream()
                .filter(node -> node.role() == Node.Role.WORKER)
                .anyMatch(node -> node.name().replaceFirst("-\\d+$", "").equals(section)
                        || node.name().equals(section));
    }

    /** Those captures. */
    List<Node> captures() {
        return captures;
    }

    /** Where a capture listens, such as {@code localhost/eth0}. */
    static String place(Node capture) {
        return capture.host() + "/" + argument(capture, INTERFACE);
    }

    /** The sensor that its packets are of. */
    static String sensor(Node capture) {
        return argument(capture, SENSOR);
    }

    private static String argument(Node capture, String option) {
        return capture.arguments().get(capture.arguments().indexOf(option) + 1);
    }

    /** The last reports, by the names of captures; those that are silent are left out. */
    Map<String, ProcessStatus> read() throws ConfigException, RunException, InterruptedException {
        return NodeQuestion.ask(cluster, this::read);
    }

    /** The same, for a command that is connected. */
    Map<String, ProcessStatus> read(Map<String, Object> client) {
        Map<String, ProcessStatus> reports = new TreeMap<>();
        for (ProcessStatus each : Reports.living(client)) {
            boolean wanted = captures.stream()
                    .anyMatch(node -> each.getRole().equals(node.role().command())
                            && each.getNode().equals(node.name()));
            if (wanted) {
                reports.put(each.getNode(), each);
            }
        }
        return reports;
    }
}

package io.brook.deploy.shell;

import java.util.List;
import java.util.Map;

/**
 * What a node's process has used up to a moment.
 *
 * @param pid the number of its process; 0 when there is none
 * @param virtualKib virtual memory, in KiB
 * @param residentKib resident memory, in KiB
 * @param percent of one processor, on average since the process was started
 * @param threads of the operating system
 * @param cpuMs processor time since the process was started, in ms
 * @param command the program
 * @param metrics those that were asked for, by name; those that the node does not have are left out
 */
public record NodeUse(
        Node node,
        long pid,
        long virtualKib,
        long residentKib,
        double percent,
        int threads,
        long cpuMs,
        String command,
        Map<String, Double> metrics) {

    /** A node that has no process, or whose host cannot be asked. */
    static NodeUse none(Node node) {
        return new NodeUse(node, 0, 0, 0, 0, 0, 0, "", Map.of());
    }

    /** From a row that a host answers. */
    static NodeUse of(Node node, List<String> row, Map<String, Double> metrics) {
        return new NodeUse(
                node,
                Long.parseLong(row.get(1)),
                Long.parseLong(row.get(2)),
                Long.parseLong(row.get(3)),
                Double.parseDouble(row.get(4)),
                Integer.parseInt(row.get(5)),
                Long.parseLong(row.get(6)),
                row.get(7),
                metrics);
    }

    /** Whether it has a process. */
    public boolean isThere() {
        return pid != 0;
    }
}

package io.brook.deploy.cli;

import io.brook.deploy.metrics.Measure;
import io.brook.deploy.shell.NodeUse;
import io.brook.deploy.shell.Rows;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What nodes use, from two looks at them: what counts up is shown as what came between the looks. */
final class TopTable {
    /** The metrics that it needs. */
    static final String[] METRICS = {Measure.CAPTURE_PACKETS.id(), Measure.WORKER_PACKETS.id(), Measure.LAG.id()};

    private static final String NONE = "-";
    private static final int MEBIBYTE = 1024;
    private static final double PERCENT = 100;
    private static final double MS = 1000;

    private final List<Row> rows;

    /** How rows can be sorted; by figures, the highest first. */
    enum Order {
        NODE('n', "nodes", by(row -> 0)),
        CPU('c', "cpu", by(Row::cpu)),
        MEMORY('m', "memory", by(row -> row.use().residentKib())),
        THREADS('t', "threads", by(row -> row.use().threads())),
        PACKETS('p', "packets", by(row -> row.packets().orElse(-1))),
        LAG('l', "lag", by(row -> row.lag().orElse(-1)));

        private final char key;
        private final String word;
        private final Comparator<Row> rows;

        Order(char key, String word, Comparator<Row> rows) {
            this.key = key;
            this.word = word;
            this.rows = rows;
        }

        private static Comparator<Row> by(ToDoubleFunction<Row> figure) {
            return Comparator.comparingDouble(figure).reversed();
        }

        /** The key of the keyboard that chooses it. */
        char key() {
            return key;
        }

        /** What it is called on the screen. */
        String word() {
            return word;
        }
    }

    /**
     * A node.
     *
     * @param cpu percent of one processor
     * @param packets in a second; of nodes that count them
     * @param lag records that it has not read yet; of nodes that read any
     */
    private record Row(NodeUse use, double cpu, OptionalDouble packets, OptionalDouble lag) {}

    private TopTable(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * The use between two looks.
     *
     * @param between how far they are apart
     */
    static TopTable of(List<NodeUse> before, List<NodeUse> after, Duration between) {
        Map<String, NodeUse> earlier = new HashMap<>();
        before.forEach(use -> earlier.put(use.node().name(), use));
        double seconds = Math.max(1, between.toMillis()) / MS;
        return new TopTable(after.stream()
                .map(use -> row(earlier.get(use.node().name()), use, seconds))
                .toList());
    }

    private static Row row(NodeUse before, NodeUse now, double seconds) {
        OptionalDouble lag = metric(now, Measure.LAG);
        if (before == null || before.pid() != now.pid()) {
            // A process that is new: what it has used on average is what is known.
            return new Row(now, now.percent(), OptionalDouble.empty(), lag);
        }
        double cpu = (now.cpuMs() - before.cpuMs()) / MS / seconds * PERCENT;
        return new Row(now, cpu, packets(before, now, seconds), lag);
    }

    private static OptionalDouble packets(NodeUse before, NodeUse now, double seconds) {
        for (Measure each : List.of(Measure.CAPTURE_PACKETS, Measure.WORKER_PACKETS)) {
            OptionalDouble first = metric(before, each);
            OptionalDouble second = metric(now, each);
            if (first.isPresent() && second.isPresent()) {
                return OptionalDouble.of(Math.max(0, second.getAsDouble() - first.getAsDouble()) / seconds);
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble metric(NodeUse use, Measure measure) {
        Double value = use.metrics().get(measure.id());
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Whether all nodes have a process. */
    boolean isComplete() {
        return rows.stream().allMatch(row -> row.use().isThere());
    }

    /** How many nodes have a process, of how many. */
    String running() {
        return rows.stream().filter(row -> row.use().isThere()).count() + " of " + rows.size() + " nodes run";
    }

    /** The table. */
    Rows rows(Order order) {
        Rows table =
                new Rows("Name", "Type", "Host", "Pid", "VSize", "Rss", "Threads", "Cpu", "Packets/s", "Lag", "Cmd");
        rows.stream().sorted(order.rows).forEach(row -> {
            NodeUse use = row.use();
            boolean there = use.isThere();
            table.add(
                    use.node().name(),
                    use.node().role().command(),
                    use.node().host(),
                    there ? Long.toString(use.pid()) : NONE,
                    there ? use.virtualKib() / MEBIBYTE + "M" : NONE,
                    there ? use.residentKib() / MEBIBYTE + "M" : NONE,
                    there ? Integer.toString(use.threads()) : NONE,
                    there ? String.format(Locale.ROOT, "%.1f%%", row.cpu()) : NONE,
                    whole(row.packets()),
                    whole(row.lag()),
                    there ? use.command() : "<not running>");
        });
        return table;
    }

    private static String whole(OptionalDouble value) {
        return value.isEmpty() ? NONE : String.format(Locale.ROOT, "%.0f", value.getAsDouble());
    }
}

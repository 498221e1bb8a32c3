package io.brook.deploy.cli;

import io.brook.deploy.metrics.Measure;
import io.brook.deploy.status.ClusterStatus;
import io.brook.deploy.status.ProcessView;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a cluster is doing, on one screen. */
final class StatusScreen {
    private static final String ROW = "%-15s %-24s %-9s %7s %10s %14s %8s %8s %-21s %s%n";

    /** The figure that is shown for a process: the first of these that it measures. */
    private static final Map<Measure, String> RATES = ordered();

    private StatusScreen() {}

    private static Map<Measure, String> ordered() {
        Map<Measure, String> rates = new LinkedHashMap<>();
        rates.put(Measure.WORKER_PACKETS, "packets/s");
        rates.put(Measure.CAPTURE_PACKETS, "packets/s");
        rates.put(Measure.LOGGER_LINES, "lines/s");
        rates.put(Measure.RECORDS, "records/s");
        return rates;
    }

    static void print(PrintWriter out, ClusterStatus status) {
        out.printf(
                ROW,
                "process",
                "name",
                "state",
                "heard",
                "behind",
                "rate",
                "dropped",
                "lost",
                "last line",
                "partitions");
        for (ProcessView each : status.processes()) {
            out.printf(
                    ROW,
                    each.said().getRole(),
                    each.said().getNode(),
                    each.state().name().toLowerCase(Locale.ROOT),
                    each.age().toSeconds() + " s",
                    whole(each.total(Measure.LAG)),
                    rate(each),
                    whole(each.total(Measure.CAPTURE_DROPPED)),
                    whole(each.total(Measure.LOST)),
                    time(each.total(Measure.LAST_LINE)),
                    partitions(each.said().getPartitions()));
        }
        status.behind()
                .forEach((group, records) ->
                        out.printf(Locale.ROOT, "group %s is %,d records behind%n", group, records));
        status.processes()
                .forEach(each -> each.by(Measure.FAILED_CONDITIONS)
                        .forEach((rule, count) -> out.printf(
                                Locale.ROOT,
                                "%s %s: the condition of the policy's rule %s has failed %,.0f times%n",
                                each.said().getRole(),
                                each.said().getNode(),
                                rule,
                                count)));
        List<String> faults = status.faults();
        faults.forEach(fault -> out.println("! " + fault));
        if (faults.isEmpty()) {
            out.println("all is well");
        }
    }

    private static String rate(ProcessView process) {
        return RATES.entrySet().stream()
                .filter(each -> process.rate(each.getKey()).isPresent())
                .findFirst()
                .map(each -> whole(process.rate(each.getKey())) + ' ' + each.getValue())
                .orElse("-");
    }

    private static String whole(OptionalDouble value) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%,.0f", value.getAsDouble());
    }

    private static String time(OptionalDouble seconds) {
        return seconds.isEmpty()
                ? "-"
                : Instant.ofEpochSecond((long) seconds.getAsDouble())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
    }

    /** Such as {@code packets 0-3 7}. */
    private static String partitions(Map<String, List<Integer>> share) {
        return share.isEmpty()
                ? "-"
                : share.entrySet().stream()
                        .map(each -> each.getKey() + ' ' + ranges(each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String ranges(List<Integer> sorted) {
        return IntStream.range(0, sorted.size())
                .filter(i -> i == 0 || sorted.get(i - 1) != sorted.get(i) - 1)
                .mapToObj(first -> {
                    int last = first;
                    while (last + 1 < sorted.size() && sorted.get(last + 1) == sorted.get(last) + 1) {
                        last++;
                    }
                    return last == first ? "" + sorted.get(first) : sorted.get(first) + "-" + sorted.get(last);
                })
                .collect(Collectors.joining(" "));
    }
}

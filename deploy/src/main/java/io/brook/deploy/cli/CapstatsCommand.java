package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.Rows;
import io.brook.deploy.status.ProcessView;
import io.brook.schemas.record.ProcessStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code capstats}: the load of the interfaces that captures listen to. */
@Command(
        name = "capstats",
        description = {
            "Show the load of interfaces: thousands of packets, and millions of bits, in a second.",
            "It is the average of SECONDS, 10 by default, or a little longer: it is taken from two reports of each capture, and the"
                    + " setting HeartbeatInterval says how often there is one. A worker stands for the capture of its interface."
        })
final class CapstatsCommand extends CtlSubcommand {
    private static final int SECONDS = 10;
    private static final int MOST = 86_400;
    private static final int LOOK_MS = 200;
    /** A capture that is silent for so many of its intervals is not waited for. */
    private static final int MISSED = 3;

    private static final double MS = 1e3;
    private static final double THOUSAND = 1e3;
    private static final double BITS_OF_MB = 8 / 1e6;

    @Parameters(paramLabel = "NODE|SECONDS", arity = "0..*")
    private List<String> words = List.of();

    /** What a capture has reported first, and a while later. */
    private record Span(ProcessStatus first, ProcessStatus last) {
        double seconds() {
            return (last.getTime() - first.getTime()) / MS;
        }

        double perSecond(Measure measure) {
            double before = ProcessView.total(first, measure).orElse(0);
            return (ProcessView.total(last, measure).orElse(0) - before) / seconds();
        }
    }

    @Override
    boolean run(Cluster cluster) throws ConfigException, RunException, InterruptedException {
        List<String> names = new ArrayList<>(words);
        names.removeIf(CapstatsCommand::isNumber);
        CaptureReports captures = new CaptureReports(cluster, names);
        int seconds = seconds();
        Map<String, Span> spans = NodeQuestion.ask(cluster, client -> measure(captures, client, seconds));
        Rows rows = new Rows("Interface", "Kpps", "Mbps", "Seconds");
        double packets = 0;
        double bytes = 0;
        boolean well = true;
        for (Node node : captures.captures()) {
            Span span = spans.get(node.name());
            if (span == null) {
                complain(node.name() + " does not report; status shows whether it runs");
                well = false;
                continue;
            }
            packets += span.perSecond(Measure.CAPTURE_LINK);
            bytes += span.perSecond(Measure.CAPTURE_BYTES);
            rows.add(
                    CaptureReports.place(node),
                    decimal(span.perSecond(Measure.CAPTURE_LINK) / THOUSAND),
                    decimal(span.perSecond(Measure.CAPTURE_BYTES) * BITS_OF_MB),
                    decimal(span.seconds()));
        }
        if (!isJson()) {
            rows.add("Total", decimal(packets / THOUSAND), decimal(bytes * BITS_OF_MB), "");
        }
        print(rows);
        return well;
    }

    private static boolean isNumber(String word) {
        return word.matches("\\d+");
    }

    private int seconds() {
        List<String> numbers = words.stream().filter(CapstatsCommand::isNumber).toList();
        if (numbers.isEmpty()) {
            return SECONDS;
        }
        int seconds = numbers.get(0).length() > Integer.toString(MOST).length() ? 0 : Integer.parseInt(numbers.get(0));
        if (numbers.size() > 1 || seconds < 1 || seconds > MOST) {
            throw new ParameterException(
                    spec().commandLine(), "capstats takes one number of seconds, from 1 to " + MOST + ", and nodes");
        }
        return seconds;
    }

    private Map<String, Span> measure(CaptureReports captures, Map<String, Object> client, int seconds)
            throws InterruptedException {
        Map<String, ProcessStatus> first = captures.read(client);
        Map<String, Span> spans = new TreeMap<>();
        long longest = first.values().stream()
                .mapToLong(ProcessStatus::getInterval)
                .max()
                .orElse(0);
        long deadline =
                System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds) + TimeUnit.MILLISECONDS.toNanos(MISSED * longest);
        while (spans.size() < first.size() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            captures.read(client).forEach((name, said) -> {
                ProcessStatus before = first.get(name);
                if (before != null && before.getStarted() != said.getStarted()) {
                    // It was started again, and counts from 0.
                    first.put(name, said);
                } else if (before != null && said.getTime() - before.getTime() >= seconds * MS) {
                    spans.putIfAbsent(name, new Span(before, said));
                }
            });
        }
        return spans;
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

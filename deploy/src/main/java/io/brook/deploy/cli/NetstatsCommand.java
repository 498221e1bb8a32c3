package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.Rows;
import io.brook.deploy.status.ProcessView;
import io.brook.schemas.record.ProcessStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code netstats}: what captures have counted since they were started. */
@Command(
        name = "netstats",
        description = {
            "Show what captures have counted since they were started, as in their last reports: packets that they have taken,"
                    + " packets that were dropped, and packets on the link, which is both.",
            "A worker stands for the capture of its interface."
        })
final class NetstatsCommand extends CtlSubcommand {
    private static final double MS = 1e3;

    @Parameters(paramLabel = "NODE", arity = "0..*")
    private List<String> names = List.of();

    @Override
    boolean run(Cluster cluster) throws ConfigException, RunException, InterruptedException {
        CaptureReports captures = new CaptureReports(cluster, names);
        Map<String, ProcessStatus> reports = captures.read();
        Rows rows = new Rows("Node", "Time", "Recvd", "Dropped", "Link");
        boolean well = true;
        for (Node node : captures.captures()) {
            ProcessStatus said = reports.get(node.name());
            if (said == null) {
                complain(node.name() + " does not report; status shows whether it runs");
                well = false;
                continue;
            }
            double dropped = count(said, Measure.CAPTURE_DROPPED);
            double link = count(said, Measure.CAPTURE_LINK);
            double received = Math.max(0, link - dropped);
            String time = String.format(Locale.ROOT, "%.6f", said.getTime() / MS);
            if (isJson()) {
                rows.add(node.name(), time, whole(received), whole(dropped), whole(link));
            } else {
                say(node.name() + ": " + time + " recvd=" + whole(received) + " dropped=" + whole(dropped) + " link="
                        + whole(link));
            }
        }
        if (isJson()) {
            print(rows);
        }
        return well;
    }

    private static double count(ProcessStatus said, Measure measure) {
        return ProcessView.total(said, measure).orElse(0);
    }

    private static String whole(double count) {
        return String.format(Locale.ROOT, "%.0f", count);
    }
}

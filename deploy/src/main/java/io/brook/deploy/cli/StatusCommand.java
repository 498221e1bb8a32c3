package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.rights.Role;
import io.brook.deploy.status.ClusterStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brook status}: how the processes of a cluster are doing. */
@Command(
        name = "status",
        description = {
            "Show how all processes of the cluster are doing, and how far they are behind.",
            "A process is ready; starting; failed; or silent, when it has missed three heartbeats or its health port"
                    + " does not answer.",
            "The exit status is 0 when all processes are ready and there are a worker, a state-sync, a notice-manager"
                    + " and a logger; otherwise it is 9."
        })
final class StatusCommand extends ControlCommand {
    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--forget",
            paramLabel = "NAME",
            description = "Remove a silent process that will not come back from the list; may be repeated.")
    private List<String> forgotten = List.of();

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Only processes of these names. The exit status is 0 when all of them are ready.")
    private List<String> names = List.of();

    StatusCommand() {
        super(Role.STATUS, "the processes");
    }

    @Override
    ExitStatus run(BrookConfig config, Map<String, Object> client)
            throws RunException, ExecutionException, InterruptedException {
        if (!forgotten.isEmpty()) {
            ClusterStatus.forget(client, forgotten);
            return ExitStatus.OK;
        }
        ClusterStatus status = ClusterStatus.read(client).only(names);
        PrintWriter out = spec().commandLine().getOut();
        if (json) {
            StatusJson.print(out, status);
        } else {
            StatusScreen.print(out, status);
        }
        out.flush();
        return status.faults().isEmpty() ? ExitStatus.OK : ExitStatus.NOT_WELL;
    }
}

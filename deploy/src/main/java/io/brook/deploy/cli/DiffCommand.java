package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.diff.DiffJson;
import io.brook.deploy.diff.DiffOutput;
import io.brook.deploy.diff.DiffText;
import io.brook.deploy.diff.Difference;
import io.brook.deploy.diff.DirectoryLogs;
import io.brook.deploy.diff.LogDiff;
import io.brook.deploy.diff.LogSet;
import io.brook.deploy.diff.TopicLogs;
import io.brook.schemas.topic.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brook diff}: what differs between the logs of two runs. */
@Command(
        name = "diff",
        description = {
            "Show which lines are new, gone or changed from the logs of one run to those of another.",
            "A and B are directories of logs. With brokers, what is no directory is what the names of the log topics begin with,"
                    + " such as replay.test. for replay.test.log.conn, or '' for the cluster's own topics.",
            "A changed line is one that has the same identifiers, or the same time and subject. The times in headers and footers"
                    + " do not count."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:The logs are the same.", "1:They differ.", "2:They could not be compared."})
final class DiffCommand implements Callable<Integer> {
    private static final int SAME = 0;
    private static final int DIFFERENT = 1;
    private static final int TROUBLE = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private SettingsOptions settings;

    @Option(names = "--summary", description = "Show only how many lines of each log are new, gone and changed.")
    private boolean summary;

    @Option(names = "--json", description = "Print a JSON object for each log and each difference, one per line.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "A", description = "The logs of the first run.")
    private String before;

    @Parameters(index = "1", paramLabel = "B", description = "The logs of the second run.")
    private String after;

    @Override
    public Integer call() throws ConfigException, InterruptedException {
        BrookConfig config = settings.read();
        try {
            return compare(open(before, config), open(after, config)) ? SAME : DIFFERENT;
        } catch (RunException e) {
            Lines.print(spec.commandLine(), e.getMessage());
        } catch (RuntimeException | ExecutionException e) {
            Lines.print(spec.commandLine(), RunException.of("the comparison", e).getMessage());
        } catch (OutOfMemoryError e) {
            Lines.print(
                    spec.commandLine(),
                    "what differs does not fit into memory; give Java more, as with BROOK_JAVA_OPTS=-Xmx4g");
        }
        return TROUBLE;
    }

    private LogSet open(String run, BrookConfig config)
            throws ConfigException, RunException, ExecutionException, InterruptedException {
        if (!run.isEmpty() && Files.isDirectory(Path.of(run))) {
            return new DirectoryLogs(Path.of(run));
        }
        if (!cluster.isNamed(config)) {
            throw new RunException(
                    "'" + run + "' is no directory; if the names of topics begin with it, name the brokers with"
                            + " --bootstrap-servers",
                    null);
        }
        Map<String, Object> client = cluster.client(config);
        return new TopicLogs(client, run.isEmpty() ? Names.of(client).prefix() : run);
    }

    private boolean compare(LogSet first, LogSet second) throws RunException {
        DiffOutput out = json
                ? new DiffJson(spec.commandLine().getOut())
                : new DiffText(spec.commandLine().getOut());
        boolean same = true;
        for (String name : LogDiff.names(first, second)) {
            LogDiff log = LogDiff.of(name, first, second);
            same &= log.isEmpty();
            out.log(log);
            if (!summary) {
                for (Difference each : log.differences()) {
                    out.difference(log, each);
                }
            }
            spec.commandLine().getOut().flush();
        }
        return same;
    }
}

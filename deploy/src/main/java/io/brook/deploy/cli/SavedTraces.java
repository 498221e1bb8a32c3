package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.crash.NodeFiles;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Node;
import io.brook.schemas.disk.WritableDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Saves the recent packets of captures as files, each in the directory of its capture on this host. */
final class SavedTraces {
    /** How far back packets are saved when nothing else is said. */
    static final int SECONDS = 300;

    private final Cluster cluster;
    private final ToIntFunction<List<String>> brook;
    private final Consumer<String> say;

    /**
     * @param brook runs a command of brook
     * @param say gets a line for each capture
     */
    SavedTraces(Cluster cluster, ToIntFunction<List<String>> brook, Consumer<String> say) {
        this.cluster = cluster;
        this.brook = brook;
        this.say = say;
    }

    /**
     * Saves those of captures.
     *
     * @param names as {@link CaptureReports} takes them
     * @param seconds how far back
     * @return whether all were saved
     */
    boolean save(List<String> names, int seconds) throws ConfigException, RunException {
        boolean well = true;
        for (Node node : new CaptureReports(cluster, names).captures()) {
            Path directory = cluster.spool().resolve(node.name());
            try {
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw new RunException(directory + " cannot be made: " + WritableDirectory.reason(e), e);
            }
            Path file = directory.resolve(NodeFiles.TRACE);
            say.accept("saving packets of " + node.name() + " as " + file + " ...");
            List<String> words = new ArrayList<>(List.of("packets"));
            words.addAll(cluster.clientOptions());
            words.addAll(List.of("--sensor", CaptureReports.sensor(node)));
            words.addAll(List.of("--from", Instant.now().minusSeconds(seconds).toString()));
            words.addAll(List.of("--write", file.toString()));
            well &= brook.applyAsInt(words) == ExitStatus.OK.code;
        }
        return well;
    }
}

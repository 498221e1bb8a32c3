package io.brook.deploy.cli;

import io.brook.analysis.file.extract.ExtractSettings;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.notice.LogWriteException;
import io.brook.notice.logger.LoggerConfig;
import io.brook.notice.logger.RunFolders;
import io.brook.schemas.disk.WritableDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks before anything starts whether a command can write to its directories. */
final class OutputDirectories {
    private static final int SHOWN = 3;

    private OutputDirectories() {}

    /** @throws RunException when a logger cannot write there, or another logger does */
    static void checkLogs(Path directory) throws RunException {
        try {
            RunFolders.check(directory.toAbsolutePath());
        } catch (LogWriteException e) {
            throw new RunException(e.getMessage(), e);
        }
    }

    /**
     * The folders that a run's logs go to.
     *
     * @param overwrite whether logs may be removed that are not from an earlier run
     * @throws RunException when they cannot be written to, or a logger writes there
     * @throws ConfigException when there are other logs
     */
    static RunFolders logsOfARun(LoggerConfig config, Set<String> sensors, boolean overwrite)
            throws RunException, ConfigException {
        RunFolders folders;
        List<Path> foreign;
        try {
            folders = RunFolders.open(config, sensors);
            foreign = folders.foreign();
        } catch (LogWriteException e) {
            throw new RunException(e.getMessage(), e);
        }
        if (!foreign.isEmpty() && !overwrite) {
            String names = String.join(
                    ", ", foreign.stream().limit(SHOWN).map(Path::toString).toList());
            throw new ConfigException(
                    List.of("there are logs that no run of 'process' or 'replay' has written: " + names
                            + (foreign.size() > SHOWN ? ", and " + (foreign.size() - SHOWN) + " more" : "")
                            + "; name another directory with --log-dir, or remove them with --overwrite"));
        }
        return folders;
    }

    /** @throws ConfigException when FileExtractDir cannot be written to */
    static void checkExtraction(BrookConfig config) throws ConfigException {
        Optional<Path> directory = config.analysis(false, false).extract().map(ExtractSettings::directory);
        Optional<String> refusal = directory.flatMap(WritableDirectory::refusal);
        if (refusal.isPresent()) {
            throw new ConfigException(
                    List.of("FileExtractDir = " + directory.get() + ": cannot be written: " + refusal.get()));
        }
    }
}

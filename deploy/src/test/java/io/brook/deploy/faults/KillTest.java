package io.brook.deploy.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed, the logs are those of a run in which nothing was. */
class KillTest {
    /** What it takes until one is up again. */
    private static final int SECONDS_PER_KILL = 7;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void writesTheSameLogsWhenOneOfEachKindIsKilled() throws Exception {
        try (Brokers brokers = Brokers.start(1, directory);
                Run run = Run.start(brokers, directory, SECONDS_PER_KILL * (Victim.values().length + 1))) {
            for (Victim victim : Victim.values()) {
                run.kill(victim);
            }
            run.addAndRemoveWorker();
            run.finish();
        }
    }
}

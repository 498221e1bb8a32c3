package io.brook.deploy.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed, the logs are those of a run in which nothing was. The short form of {@link LongKillTest}. */
class KillTest {
    private static final int PACKETS = 40_000;
    private static final int PACE = 500;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void writesTheSameLogsWhenOneOfEachKindIsKilled() throws Exception {
        Path trace = Traffic.write(directory.resolve("traffic.pcap"), PACKETS);
        try (Brokers brokers = Brokers.start(1, directory);
                Run run = Run.start(brokers, directory, trace, PACE)) {
            for (Victim victim : Victim.values()) {
                run.kill(victim);
            }
            run.addAndRemoveWorker();
            run.finish();
        }
    }
}

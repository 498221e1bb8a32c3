package io.brook.deploy.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A spool of three links whose clocks are 5 ms apart, in fifty files: the logs of the uncut trace, also after kills. */
class SpoolKillTest {
    private static final int PACE = 500;
    private static final int PACKETS = 15_000;
    private static final int MANY_KILLS = 25;
    private static final int PACKETS_PER_KILL = 3_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void writesTheLogsOfTheUncutTraceThoughItIsKilled() throws Exception {
        Path trace = Traffic.write(directory.resolve("traffic.pcap"), PACKETS);
        try (SpoolRun run = new SpoolRun(trace, directory, PACE)) {
            run.kill(3);
            run.finish();
        }
    }

    @Test
    @Tag("faults")
    void writesTheLogsOfTheUncutTraceThoughItIsKilledAgainAndAgain() throws Exception {
        Path trace = Traffic.writeMixed(directory.resolve("traffic.pcap"), MANY_KILLS * PACKETS_PER_KILL);
        try (SpoolRun run = new SpoolRun(trace, directory, PACE)) {
            run.kill(MANY_KILLS);
            run.finish();
        }
    }
}

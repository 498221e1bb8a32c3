package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.faults.Takeovers.Takeover;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long nothing is heard of a killed worker's tasks; with three brokers as they come. Needs a machine that is idle. */
@Tag("faults")
class TakeoverTest {
    private static final int KILLS = Integer.getInteger("brook.faults.takeovers", 5);
    private static final int PACE = 1500;
    private static final int SECONDS_PER_KILL = 40;
    private static final int PAUSE_S = 5;
    private static final long MOST_MS = 10_000;
    private static final long MOST_AFTER_NOTICE_MS = 3_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void takesOverWithinTenSecondsAndSoonerWithAStandby(int standbys) throws Exception {
        Path trace = Traffic.writeMixed(directory.resolve("traffic.pcap"), PACE * SECONDS_PER_KILL * KILLS);
        List<Takeover> takeovers = new ArrayList<>();
        try (Brokers brokers = Brokers.start(3, directory);
                Run run = Run.start(brokers, directory, trace, PACE, "--standbys", Integer.toString(standbys));
                Takeovers clock = new Takeovers(brokers)) {
            for (int i = 0; i < KILLS; i++) {
                clock.awaitEvenShares();
                TimeUnit.SECONDS.sleep(PAUSE_S);
                run.assertGoesOn();
                int worker = i % 2;
                takeovers.add(clock.measure(() -> run.killWorker(worker)));
                System.out.println("takeover with " + standbys + " standbys: " + takeovers.get(i));
                run.startWorker(worker);
            }
            run.finish();
        }
        assertThat(takeovers).allSatisfy(each -> {
            assertThat(each.last()).isLessThanOrEqualTo(MOST_MS);
            if (standbys > 0) {
                assertThat(each.last() - each.noticed()).isLessThanOrEqualTo(MOST_AFTER_NOTICE_MS);
            }
        });
    }
}

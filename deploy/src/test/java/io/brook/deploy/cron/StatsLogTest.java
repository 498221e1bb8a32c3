package io.brook.deploy.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsLogTest {
    @TempDir
    private Path directory;

    @Test
    void linesAreCollectedPublishedAndExpire() throws IOException {
        Path spool = directory.resolve("spool/stats.log");
        Path stats = directory.resolve("stats");
        for (long second : new long[] {1_700_000_000, 1_700_000_300}) {
            StatsLog log = new StatsLog(spool, Instant.ofEpochSecond(second));
            log.add("worker-1", "parent", "cpu", "12.5");
            log.add("worker-1", "parent", "rss", "1048576");
            log.add("worker-1", "parent", "cmd", "java of some kind");
            log.add("worker-1-capture", "interface", "pkts", "99");
            log.add("worker-1-capture", "interface", "mbps", "1.250");
            log.write();
            if (second == 1_700_000_000) {
                assertThat(spool).hasContent("""
                                1700000000.000 worker-1 parent cpu 12.5
                                1700000000.000 worker-1 parent rss 1048576
                                1700000000.000 worker-1 parent cmd java of some kind
                                1700000000.000 worker-1-capture interface pkts 99
                                1700000000.000 worker-1-capture interface mbps 1.250
                                """);
            }
            log.publish(stats);
            assertThat(spool).doesNotExist();
        }
        assertThat(stats.resolve("stats.log")).content().hasLineCount(10);
        assertThat(stats.resolve("www").toFile().list())
                .containsExactlyInAnyOrder(
                        "worker-1.cpu.csv",
                        "worker-1.mem.csv",
                        "worker-1-capture.pkts.csv",
                        "worker-1-capture.mbps.csv");
        assertThat(stats.resolve("www/worker-1.cpu.csv"))
                .hasContent("time,CPU\n1700000000.000,12.5\n1700000300.000,12.5\n");

        StatsLog.expire(stats, Instant.ofEpochSecond(1_700_000_300));
        assertThat(stats.resolve("stats.log")).content().hasLineCount(5).doesNotContain("1700000000");
    }

    @Test
    void nothingIsPublishedOfNothing() throws IOException {
        Path stats = directory.resolve("stats");
        new StatsLog(directory.resolve("stats.log"), Instant.now()).publish(stats);
        StatsLog.expire(stats, Instant.now());
        assertThat(stats.resolve("stats.log")).doesNotExist();
    }
}

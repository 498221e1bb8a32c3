package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.Scans;
import io.brook.deploy.cli.MailBox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host scans 100,000 others, and as many an hour later, seen by four workers over 16 partitions: one notice and one mail for each hour.
 * Each process has a heap of 320 MB ({@link ChildProcess}).
 */
@Tag("faults")
class WideScanTest {
    private static final int PARTITIONS = 16;
    private static final int WORKERS = 4;
    private static final int TARGETS = 100_000;
    private static final long HOUR = 3_600_000_000L;
    /** The scan takes 50 minutes of each hour. */
    private static final long APART = 30_000;

    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void givesOneNoticeAndOneMailForEachHour() throws Exception {
        Path trace = new Scans()
                .add(0, 0, TARGETS, 0, APART, false)
                .add(0, TARGETS, TARGETS, HOUR + 60_000_000, APART, false)
                .write(directory.resolve("scan.pcap"));
        try (MailBox mails = MailBox.open();
                Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory, PARTITIONS)) {
            cluster.logger();
            cluster.stream("state-sync");
            cluster.stream("notice-manager", "--set", "MailTo=soc@example.org", "--set", "SmtpPort=" + mails.port());
            for (int i = 0; i < WORKERS; i++) {
                cluster.worker();
            }
            long start = System.nanoTime();
            ChildProcess capture = cluster.capture(trace, 1_000_000);
            assertThat(capture.awaitEnd(PATIENCE)).as(capture.text()).isZero();
            // A line is written when all stages have passed its time: with the last connection, the last notice is
            // there.
            Lines connections = new Lines(cluster.logs().resolve("conn.log"));
            assertThat(ChildProcess.until(PATIENCE, () -> connections.count() >= 2 * TARGETS))
                    .as("all connections are logged")
                    .isTrue();
            assertThat(ChildProcess.until(PATIENCE, () -> mails.mails().size() >= 2))
                    .as("mails have come")
                    .isTrue();
            System.out.printf(
                    "%,d addresses twice: %.0f s from the capture's start to the last line and mail%n",
                    TARGETS, (System.nanoTime() - start) / 1e9);
            assertThat(Logs.lines(cluster.logs().resolve("notice.log")))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).containsEntry("note", "Scan::Address_Scan"));
            assertThat(mails.mails())
                    .hasSize(2)
                    .allMatch(mail -> mail.contains(Scans.address(0) + " scanned at least"));
        }
    }

    /** Counts the lines of a log as it grows. */
    private static final class Lines {
        private final Path log;
        private long read;
        private long lines;

        Lines(Path log) {
            this.log = log;
        }

        /** How many there are by now, but for those that begin and end the file. */
        long count() {
            if (!Files.exists(log)) {
                return 0;
            }
            try (InputStream in = Files.newInputStream(log)) {
                in.skipNBytes(read);
                byte[] more = in.readAllBytes();
                int begin = 0;
                for (int i = 0; i < more.length; i++) {
                    if (more[i] == '\n') {
                        lines += more[begin] == '#' ? 0 : 1;
                        begin = i + 1;
                    }
                }
                read += begin;
                return lines;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

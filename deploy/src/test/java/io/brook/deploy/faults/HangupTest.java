package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logger is told by a signal that its files were moved, and killed at once. */
class HangupTest {
    private static final Duration WRITING = Duration.ofMinutes(3);
    private static final int CONNECTIONS = 63;

    @TempDir
    private Path directory;

    @Test
    void goesOnInNewFilesAfterAHangup() throws Exception {
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory)) {
            ChildProcess logger = cluster.logger();
            cluster.stream("state-sync");
            cluster.stream("notice-manager");
            cluster.worker();
            Path log = cluster.logs().resolve("conn.log");
            cluster.capture(Samples.OFFICE, 100_000);
            awaitConnections(log);
            List<?> lines = Logs.lines(log);
            Path moved = Files.move(log, cluster.logs().resolve("conn.log.1"));
            logger.hangUp();
            logger.await(log + " was moved to conn.log.1; it begins anew");
            logger.kill();
            cluster.logger();
            Path other = Files.copy(Samples.OFFICE, directory.resolve("other.pcap"));
            cluster.capture(other, 100_000);
            awaitConnections(log);
            assertThat(Logs.lines(moved)).isEqualTo(lines);
            assertThat(Logs.lines(log)).hasSize(CONNECTIONS);
        }
    }

    private static void awaitConnections(Path log) {
        assertThat(ChildProcess.until(WRITING, () -> connections(log) >= CONNECTIONS))
                .isTrue();
    }

    private static long connections(Path log) {
        if (!Files.exists(log)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.startsWith("#")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

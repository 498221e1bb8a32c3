package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.deploy.Logs;
import io.brook.deploy.Samples;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.control.SensorControl;
import io.brook.deploy.control.SensorControl.State;
import io.brook.deploy.node.CaptureNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A sensor's name is used again, while all that knew the sensor goes on running. */
@Timeout(900)
class ForgottenSensorTest {
    private static final Duration WRITING = Duration.ofMinutes(3);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void itsLogsAreThoseOfTheFirstTime() throws Exception {
        Path trace = Files.copy(Samples.OFFICE, directory.resolve("dmz"));
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory)) {
            cluster.worker();
            cluster.stream("state-sync");
            cluster.stream("notice-manager");
            cluster.logger("--each");
            SensorControl sensors = new SensorControl(brokers.client());
            capture(cluster, trace);
            await(() ->
                    lines("dmz").containsKey("known_hosts.log") && lines("dmz").containsKey("notice.log"));

            sensors.forget("dmz");
            assertThat(sensors.list()).isEmpty();
            capture(cluster, trace);
            await(() -> lines("dmz#2").equals(lines("dmz")));
            assertThat(lines("dmz#2"))
                    .isEqualTo(lines("dmz"))
                    .containsKeys("conn.log", "known_hosts.log", "notice.log");

            // One that is broken off is ended by being forgotten: what it has seen is written.
            sensors.forget("dmz");
            Path slow = Files.move(
                    Traffic.write(directory.resolve("slow"), 4_000), trace, StandardCopyOption.REPLACE_EXISTING);
            ChildProcess broken = cluster.capture(slow, 300);
            await(() -> state(sensors) == State.CAPTURING);
            assertThatThrownBy(() -> sensors.forget("dmz"))
                    .isInstanceOf(RunException.class)
                    .hasMessageStartingWith("sensor dmz belongs to another capture, which is running");
            broken.kill();
            await(() -> state(sensors) == State.SILENT);
            sensors.forget("dmz");
            await(() -> lines("dmz#3").containsKey("conn.log"));
            assertThat(sensors.list()).isEmpty();
        }
    }

    private static void capture(Cluster cluster, Path trace) throws IOException {
        ChildProcess capture = cluster.capture(trace, CaptureNode.NO_LIMIT);
        assertThat(capture.awaitEnd()).as(capture.text()).isZero();
        assertThat(capture.text()).contains("published: 372 packets");
    }

    private static State state(SensorControl sensors) {
        try {
            return sensors.list().stream()
                    .map(SensorControl.Sensor::state)
                    .findFirst()
                    .orElse(null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The logs of a sensor that are complete, line by line. */
    private Map<String, List<String>> lines(String sensor) {
        Path folder = directory.resolve("logs").resolve(sensor);
        Map<String, List<String>> lines = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            Logs.contents(folder).forEach((file, text) -> {
                if (text.contains("#close")) {
                    lines.put(file, Stream.of(text.split("\n")).toList());
                }
            });
        }
        return lines;
    }

    private static void await(BooleanSupplier condition) {
        assertThat(ChildProcess.until(WRITING, condition)).isTrue();
    }
}

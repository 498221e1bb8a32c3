package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Samples;
import io.brook.deploy.control.SensorControl;
import io.brook.deploy.control.SensorControl.Sensor;
import io.brook.deploy.control.SensorControl.State;
import io.brook.deploy.node.CaptureNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A sensor has one capture at a time. */
@Timeout(600)
class OwnershipTest {
    private static final int PACKETS = 6_000;
    private static final String REFUSED = " belongs to another capture, which is running and goes on";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private Brokers brokers;
    private Cluster cluster;
    private Path trace;

    @BeforeEach
    void start() throws Exception {
        trace = Traffic.write(directory.resolve("traffic.pcap"), PACKETS);
        brokers = Brokers.start(1, directory);
        cluster = new Cluster(brokers, directory);
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
        brokers.close();
    }

    @Test
    void aSecondOneIsRefusedAndTheFirstGoesOn() throws Exception {
        ChildProcess first = cluster.capture(trace, 500);
        ChildProcess second = cluster.beginCapture(trace, CaptureNode.NO_LIMIT);
        assertThat(second.awaitEnd()).as(second.text()).isEqualTo(1);
        assertThat(second.text()).contains("sensor traffic.pcap" + REFUSED).doesNotContain("\tat ", "is ready");
        ChildProcess elsewhere = cluster.beginCapture(trace, CaptureNode.NO_LIMIT, "--node", "another");
        assertThat(elsewhere.awaitEnd()).as(elsewhere.text()).isEqualTo(1);
        assertThat(elsewhere.text()).contains("sensor traffic.pcap" + REFUSED);
        assertThat(first.awaitEnd()).as(first.text()).isZero();
        assertThat(first.text()).containsPattern("published: 6,[\\d,]+ packets");
    }

    @Test
    void oneOfStandardInputEndsWhileItWaitsAndIsNotResumed() throws Exception {
        List<String> arguments = List.of("--sensor", "tap", "--partitions", "4", "-");
        SensorControl sensors = new SensorControl(brokers.client());
        ChildProcess capture = cluster.start("capture", arguments).await("capture is ready");
        capture.input().write(Files.readAllBytes(Samples.OFFICE), 0, 100_000);
        capture.input().flush();
        assertThat(ChildProcess.until(Duration.ofMinutes(3), () -> packets(sensors) > 0))
                .isTrue();
        capture.end();
        assertThat(capture.text()).doesNotContain("did not end in time");
        assertThat(sensors.list()).extracting(Sensor::state).isEqualTo(List.of(State.SILENT));
        ChildProcess again = cluster.start("capture", arguments);
        assertThat(again.awaitEnd()).as(again.text()).isEqualTo(1);
        assertThat(again.text())
                .contains("standard input: can be read only once, so that sensor tap, which is partly published,"
                        + " cannot be resumed");
    }

    private static long packets(SensorControl sensors) {
        try {
            return sensors.list().stream()
                    .mapToLong(sensor -> sensor.published().packets())
                    .sum();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneThatComesBackAtOnceTakesOverFromTheDead() throws Exception {
        ChildProcess first = cluster.beginCapture(trace, 500, "--set", "StatusInterval=1");
        first.await("capture is ready").await(" packets (");
        first.kill();
        long killed = System.nanoTime();
        ChildProcess next = cluster.capture(trace, CaptureNode.NO_LIMIT);
        // The brokers' 6 seconds, and the start of a process beside others on a busy machine.
        assertThat((System.nanoTime() - killed) / 1e9).isLessThan(40);
        assertThat(next.awaitEnd()).as(next.text()).isZero();
        assertThat(next.text()).containsPattern("published( the rest)?: 6,[\\d,]+ packets");
    }
}

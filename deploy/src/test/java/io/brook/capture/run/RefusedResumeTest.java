package io.brook.capture.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.capture.CaptureConfig;
import io.brook.capture.kafka.KafkaSink;
import io.brook.capture.kafka.PacketSpan;
import io.brook.capture.kafka.PublishException;
import io.brook.capture.run.CaptureReport.Outcome;
import io.brook.capture.run.DyingSink.Moment;
import io.brook.capture.source.TraceException;
import io.brook.deploy.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka has of a sensor is gone on with only where it is sure to be the same; the rest is one clear line. */
class RefusedResumeTest extends CaptureTests {
    private static final PacketSpan NOTHING =
            new PacketSpan("none", Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, false, 0);

    @TempDir
    private Path directory;

    private Path trace;
    private byte[] office;

    @BeforeEach
    void copyTheSample() throws IOException {
        office = Files.readAllBytes(Samples.OFFICE);
        trace = Files.write(directory.resolve("trace.pcap"), office);
    }

    private void assertRefused(CaptureConfig config, List<Path> traces, String message) {
        assertThatThrownBy(() -> publish(config, traces))
                .isInstanceOf(PublishException.class)
                .hasMessage(message);
    }

    @Test
    void otherSettingsAreNamed() {
        publishUntil(Moment.SENT, 100, List.of(trace));
        assertRefused(
                config(Duration.ofMillis(2)),
                List.of(trace),
                "sensor " + sensor + " was begun with linger 1000000 ns, not linger 2000000 ns;"
                        + " use the former settings, or publish it as another sensor");
    }

    @Test
    void anotherNumberOfTracesIsNamed() throws Exception {
        publish(CONFIG, List.of(trace));
        assertRefused(
                CONFIG,
                List.of(trace, trace),
                "sensor " + sensor + " was begun with 1 traces, not 2; publish it as another sensor");
    }

    @Test
    void aTraceThatBeginsOtherwiseIsNamed() throws IOException {
        publishUntil(Moment.SENT, 100, List.of(trace));
        office[1000] ^= 1;
        Files.write(trace, office);
        assertRefused(
                CONFIG,
                List.of(trace),
                trace + ": does not begin as the trace that sensor " + sensor
                        + " was begun with; publish it as another sensor");
    }

    @Test
    void aTraceThatIsOtherwiseFurtherOnIsFoundOutByItsRecords() throws IOException {
        publishUntil(Moment.COMMITTED, 30, List.of(trace));
        office[80_000] ^= 1;
        Files.write(trace, office);
        assertThatThrownBy(() -> publish(CONFIG, List.of(trace)))
                .isInstanceOf(PublishException.class)
                .message()
                .matches("the traces of sensor " + sensor
                        + " do not produce the same \\d+ records that Kafka has: "
                        + "a trace has changed, or Brook has; publish them as another sensor");
    }

    @Test
    void aTraceThatHasShrunkIsNamed() throws IOException {
        publishUntil(Moment.SENT, 100, List.of(trace));
        Files.write(trace, Arrays.copyOf(office, 100_000));
        assertRefused(
                CONFIG,
                List.of(trace),
                trace + ": is 100000 bytes long; it was 145048 bytes long when sensor " + sensor
                        + " was begun; publish it as another sensor");
    }

    @Test
    void aTraceThatHasGrownIsGoneOnWith() throws Exception {
        Files.write(trace, Arrays.copyOf(office, 100_000));
        publishUntil(Moment.SENT, 60, List.of(trace));
        Files.write(trace, office);
        assertThat(publish(CONFIG, List.of(trace)).outcome()).isEqualTo(Outcome.RESUMED);
        assertComplete(sensor, OFFICE);
    }

    @Test
    void aTraceThatHasGrownSinceItWasPublishedIsNamed() throws Exception {
        Files.write(trace, Arrays.copyOf(office, 100_000));
        assertThat(publish(CONFIG, List.of(trace)).cuts()).hasSize(1);
        assertThat(publish(CONFIG, List.of(trace)).cuts()).hasSize(1);
        Files.write(trace, office);
        assertRefused(
                CONFIG,
                List.of(trace),
                trace + ": is 145048 bytes long; it was 100000 bytes long when sensor " + sensor
                        + " was begun; publish it as another sensor");
    }

    @Test
    void whatNoSensorMayBeCalledIsNotPublished() {
        try (TracePublisher publisher = publisher(CONFIG)) {
            assertThatThrownBy(() -> publisher.publish("a/b ../x", OFFICE, NOBODY))
                    .isInstanceOf(PublishException.class)
                    .hasMessageStartingWith("cannot publish as sensor 'a/b ../x': a sensor's name has 1 to 200 bytes");
        }
        assertThat(SensorLog.committed(client(), "a/b ../x")).isEmpty();
    }

    @Test
    void aNamedPipeIsNotReadASecondTime() throws Exception {
        Path pipe = pipe();
        CompletableFuture<Void> writer = feed(pipe);
        publishUntil(Moment.SENT, 100, List.of(pipe));
        writer.join();
        assertRefused(CONFIG, List.of(pipe), readOnce(pipe));
    }

    @Test
    void norWithinTheProcess() throws Exception {
        Path pipe = pipe();
        CompletableFuture<Void> writer = feed(pipe);
        Queue<KafkaSink> sinks = new ArrayDeque<>(
                List.of(new FailingSink(client(), sensor, pace(), 5), new KafkaSink(client(), sensor, pace())));
        try (TracePublisher publisher = new TracePublisher(CONFIG, sinks::remove)) {
            assertThatThrownBy(() -> publisher.publish(sensor, List.of(pipe), NOBODY))
                    .isInstanceOf(PublishException.class)
                    .hasMessage(readOnce(pipe));
        }
        writer.join();
        assertThat(SensorLog.committed(client(), sensor)).isEmpty();
    }

    private String readOnce(Path pipe) {
        return pipe + ": can be read only once, so that sensor " + sensor
                + ", which is partly published, cannot be resumed; publish it as another sensor";
    }

    @Test
    void whatANamedPipeHasGivenIsCommittedWhileItIsSilent() throws Exception {
        Path pipe = pipe();
        try (TracePublisher publisher = new TracePublisher(client(), CONFIG, sensor)) {
            CompletableFuture<CaptureReport> capture = CompletableFuture.supplyAsync(() -> publish(publisher, pipe));
            try (OutputStream out = Files.newOutputStream(pipe)) {
                out.write(office, 0, 60_000);
                out.flush();
                assertThat(awaitCommitted()).isNotEmpty();
                assertThat(capture).isNotDone();
                out.write(office, 60_000, office.length - 60_000);
            }
            assertThat(capture.join().packets()).isEqualTo(372);
            publisher.flush();
        }
        assertComplete(sensor, OFFICE);
    }

    private Path pipe() throws Exception {
        Path pipe = directory.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
        return pipe;
    }

    /** Writes until the reader has enough. */
    private CompletableFuture<Void> feed(Path pipe) {
        return CompletableFuture.runAsync(() -> {
            try (OutputStream out = Files.newOutputStream(pipe)) {
                out.write(office);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("Broken pipe");
            }
        });
    }

    private CaptureReport publish(TracePublisher publisher, Path pipe) {
        try {
            return publisher.publish(sensor, List.of(pipe), NOBODY);
        } catch (TraceException e) {
            throw new AssertionError(e);
        }
    }

    private Map<Integer, List<String>> awaitCommitted() {
        Map<Integer, List<String>> committed = Map.of();
        while (committed.isEmpty()) {
            committed = SensorLog.committed(client(), sensor);
        }
        return committed;
    }

    @Test
    void theNameOfANodeThatRunsEndsItWhenItIsTakenOver() throws Exception {
        KafkaSink sink = new KafkaSink(client(), sensor, pace());
        try (TracePublisher first = new TracePublisher(CONFIG, () -> sink)) {
            first.publish(sensor + "-first", OFFICE, NOBODY);
            publish(CONFIG, OFFICE);
            assertThatThrownBy(() -> {
                        first.publish(sensor + "-other", OFFICE, NOBODY);
                        first.flush();
                    })
                    .isInstanceOf(PublishException.class)
                    .hasMessage("cannot publish to topic packets at " + client().get("bootstrap.servers")
                            + ": another process has begun to publish as node " + sensor
                            + "; a node's name is for one process");
        }
        assertComplete(sensor, OFFICE);
    }

    @Test
    void aRecordThatIsTooLargeEndsItAndNothingOfItsTransactionIsSeen() throws Exception {
        byte[] key = sensor.getBytes(StandardCharsets.UTF_8);
        try (KafkaSink sink = new KafkaSink(client(), sensor, pace())) {
            sink.partitions();
            sink.send(0, key, new byte[10], NOTHING);
            assertThatThrownBy(() -> {
                        sink.send(0, key, new byte[2 << 20], NOTHING);
                        sink.commit();
                    })
                    .isInstanceOf(PublishException.class)
                    .message()
                    .startsWith("cannot publish to topic packets at ")
                    .hasLineCount(1);
        }
        assertThat(SensorLog.committed(client(), sensor)).isEmpty();
    }
}

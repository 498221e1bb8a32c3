package io.brook.capture.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.capture.kafka.CommitPace;
import io.brook.capture.kafka.KafkaSink;
import io.brook.capture.run.CaptureReport.Outcome;
import io.brook.capture.run.DyingSink.Death;
import io.brook.capture.run.DyingSink.Moment;
import io.brook.deploy.Samples;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A capture that is killed anywhere, and started again, leaves what one leaves that runs undisturbed. */
class ResumeTest extends CaptureTests {
    private static final CommitPace NEVER = new CommitPace(Duration.ofHours(1), Long.MAX_VALUE);

    @Test
    void anUndisturbedRunPublishesWhatTheTraceGives() throws Exception {
        assertThat(publish(CONFIG, OFFICE).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertComplete(sensor, OFFICE);
    }

    @ParameterizedTest
    @CsvSource({
        "SENDING, 0, PUBLISHED",
        "SENT, 0, PUBLISHED",
        "SENDING, 1, PUBLISHED",
        "SENT, 100, RESUMED",
        "SENDING, 101, RESUMED",
        "SENT, 150, RESUMED",
        "SENDING, 199, RESUMED",
        "TOLD, 0, PUBLISHED",
        "TOLD, 1, RESUMED",
        "TOLD, 20, RESUMED",
        "COMMITTED, 0, RESUMED",
        "COMMITTED, 1, RESUMED",
        "COMMITTED, 17, RESUMED"
    })
    void aKilledRunIsResumedWithoutLossOrDuplicates(Moment last, int before, Outcome outcome) throws Exception {
        publishUntil(last, before, OFFICE);
        CaptureReport report = publish(CONFIG, OFFICE);
        assertThat(report.outcome()).isEqualTo(outcome);
        assertThat(report.packets()).isEqualTo(372);
        assertComplete(sensor, OFFICE);
    }

    @Test
    void aRunThatIsKilledAgainAndAgainGetsThere() throws Exception {
        int deaths = 0;
        for (boolean done = false; !done; ) {
            try {
                TracePublisher publisher =
                        new TracePublisher(CONFIG, () -> new DyingSink(client(), sensor, pace(), Moment.SENT, 23));
                publisher.publish(sensor, OFFICE, NOBODY);
                publisher.flush();
                done = true;
            } catch (Death e) {
                deaths++;
            }
        }
        assertThat(deaths).isGreaterThan(5);
        assertComplete(sensor, OFFICE);
    }

    @Test
    void aProcessThatIsKilledIsResumedByTheNext() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HangingCapture.class.getName(),
                        client().get("bootstrap.servers").toString(),
                        sensor,
                        Samples.OFFICE.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.lines().anyMatch(HangingCapture.HANGS::equals)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(publish(CONFIG, OFFICE).outcome()).isEqualTo(Outcome.RESUMED);
        assertComplete(sensor, OFFICE);
    }

    @Test
    void aSensorIsFoundBehindAnotherNodesTransactionThatIsStillOpen() throws Exception {
        String node = sensor + "-node";
        try (TracePublisher publisher = publisher(CONFIG)) {
            publisher.publish(sensor + "-before", OFFICE, NOBODY);
            publisher.flush();
            DyingSink other = new DyingSink(client(), node, NEVER, Moment.TOLD, 0);
            assertThatThrownBy(() -> new TracePublisher(CONFIG, () -> other).publish(node, OFFICE, NOBODY))
                    .isInstanceOf(Death.class);
            publisher.publish(sensor, OFFICE, NOBODY);
            publisher.flush();
        }
        KafkaSink next = new KafkaSink(client(), sensor, NEVER);
        CompletableFuture<Boolean> found =
                CompletableFuture.supplyAsync(() -> next.progress(sensor).isPresent());
        assertThatThrownBy(() -> found.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        try (KafkaSink successor = new KafkaSink(client(), node, NEVER)) {
            CompletableFuture.runAsync(successor::partitions).join();
            assertThat(found.join()).isTrue();
        }
        next.close();
    }

    @Test
    void aSensorThatIsCompleteIsNotPublishedAgain() throws Exception {
        publish(CONFIG, OFFICE);
        CaptureReport report = publish(CONFIG, OFFICE);
        assertThat(report.outcome()).isEqualTo(Outcome.ALREADY_COMPLETE);
        assertThat(report.packets()).isEqualTo(372);
        assertComplete(sensor, OFFICE);
    }

    @Test
    void sensorsShareATransactionAndAreResumedTogether() throws Exception {
        List<String> sensors = List.of(sensor + "-a", sensor + "-b", sensor + "-c");
        DyingSink dying = new DyingSink(client(), sensor, NEVER, Moment.SENT, 500);
        TracePublisher killed = new TracePublisher(CONFIG, () -> dying);
        assertThatThrownBy(() -> publishAll(killed, sensors)).isInstanceOf(Death.class);
        try (TracePublisher publisher = new TracePublisher(CONFIG, () -> new KafkaSink(client(), sensor, NEVER))) {
            publishAll(publisher, sensors);
            publisher.flush();
        }
        for (String each : sensors) {
            assertComplete(each, OFFICE);
        }
    }

    private static void publishAll(TracePublisher publisher, List<String> sensors) throws Exception {
        for (String each : sensors) {
            assertThat(publisher.publish(each, OFFICE, NOBODY).outcome()).isEqualTo(Outcome.PUBLISHED);
        }
    }

    @Test
    void aFailureThatPassesIsRecoveredFromWithinTheProcess() throws Exception {
        Queue<KafkaSink> sinks = new ArrayDeque<>(List.of(failing(250), failing(50), failing(Integer.MAX_VALUE)));
        List<String> sensors = List.of(sensor + "-a", sensor + "-b");
        try (TracePublisher publisher = new TracePublisher(CONFIG, sinks::remove)) {
            for (String each : sensors) {
                publisher.publish(each, OFFICE, NOBODY);
            }
            publisher.flush();
        }
        assertThat(sinks).isEmpty();
        for (String each : sensors) {
            assertComplete(each, OFFICE);
        }
    }

    private KafkaSink failing(int before) {
        return new FailingSink(client(), sensor, NEVER, before);
    }
}

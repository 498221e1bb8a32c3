package io.brook.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.KnownServicesLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.Silence;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.SnapshotFigures;
import io.brook.schemas.subject.News;
import io.brook.schemas.task.LogSink;
import io.brook.schemas.testing.StageTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateTopologyTest {
    private static final SubjectKey PROGRESS_KEY = new SubjectKey("a", "state 0");

    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<SubjectKey, SpecificRecord> observations = StageTopics.input(driver, "observations");
    private final TestOutputTopic<SubjectKey, SpecificRecord> known = StageTopics.output(driver, "known-hosts");
    private final TestOutputTopic<SubjectKey, SpecificRecord> log = StageTopics.output(driver, "log.known_hosts");
    private final TestOutputTopic<SubjectKey, SpecificRecord> progress = StageTopics.output(driver, "progress");

    private static TopologyTestDriver driver() {
        Topology topology = new Topology();
        StateTopology.addTo(topology, LogSink.PLAIN, 3, new SnapshotFigures(), new Losses(Map.of()));
        return new TopologyTestDriver(topology, new Properties());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void saysNothingBeforeAllWorkersHavePassed() {
        see("10.0.0.1", 5);
        hear(0, 10, false);
        assertThat(known.isEmpty()).isTrue();
        assertThat(log.isEmpty()).isTrue();
        assertThat(progress.isEmpty()).isTrue();
    }

    @Test
    void namesAHostWhereItWasFirstSeenWhateverTheOrderOfArrival() {
        see("10.0.0.1", 7);
        see("10.0.0.1", 5);
        see("10.0.0.2", 5);
        hear(0, 10, false);
        hear(1, 8, false);
        assertThat(log.readKeyValuesToList()).containsExactly(line("10.0.0.1", 5), line("10.0.0.2", 5));
        assertThat(known.readKeyValuesToList()).containsExactly(line("10.0.0.1", 5), line("10.0.0.2", 5));
    }

    @Test
    void aServiceIsNoticedWithTheNextPacketOfTheSensorWhoeverSaysMoreFirst() {
        TestOutputTopic<SubjectKey, SpecificRecord> services = StageTopics.output(driver, "log.known_services");
        serve(7, 80, "HTTP");
        serve(4, 53, "DNS");
        hear(1, 30, false);
        observations.pipeInput(
                new SubjectKey("a", "capture"),
                new Rhythm("a", 1L, List.of(), List.of(new Silence(2L, 5L), new Silence(8L, 20L))));
        serve(9, 4000, "");
        hear(0, 30, false);
        List<KnownServicesLog> lines = services.readValuesToList().stream()
                .map(KnownServicesLog.class::cast)
                .toList();
        assertThat(lines).extracting(KnownServicesLog::getTs).containsExactly(5L, 7L, 20L);
        assertThat(lines)
                .extracting(line -> line.getMeta().getWritten())
                .containsExactly(5L, 7L, 20L + Duration.ofMinutes(5).toNanos());
    }

    private void serve(long time, int port, String protocol) {
        observations.pipeInput(
                new SubjectKey("a", "10.0.0.1 " + port + "/tcp"),
                new KnownServicesLog(new LogMeta("a", time), time, "10.0.0.1", port, "tcp", List.of(protocol)));
    }

    @Test
    void saysHowFarItHasComeAfterWhatItHadToSay() {
        hear(0, 10, false);
        hear(1, 8, false);
        hear(1, 8, false);
        hear(1, 9, false);
        assertThat(progress.readKeyValuesToList()).containsExactly(said(8, false), said(9, false));
    }

    @Test
    void endsWithTheLatestTimeThatItHeard() {
        see("10.0.0.1", 15);
        hear(0, 20, true);
        hear(1, 12, true);
        assertThat(log.readKeyValuesToList()).containsExactly(line("10.0.0.1", 15));
        assertThat(progress.readKeyValuesToList()).containsExactly(said(20, true));
    }

    @Test
    void startsAfreshWhenASensorComesAgain() {
        for (int run = 0; run < 2; run++) {
            see("10.0.0.1", 5);
            hear(0, 10, true);
            hear(1, 10, true);
        }
        assertThat(log.readKeyValuesToList()).containsExactly(line("10.0.0.1", 5), line("10.0.0.1", 5));
    }

    @Test
    void removesFromTheTablesOfWorkersWhatIsKnownNoMore() {
        see("10.0.0.1", 5);
        see("10.0.0.2", 6 + News.EXPIRY);
        hear(0, 10 + News.EXPIRY, true);
        hear(1, 10 + News.EXPIRY, true);
        assertThat(known.readKeyValuesToList())
                .containsExactly(
                        line("10.0.0.1", 5), gone("10.0.0.1"), line("10.0.0.2", 6 + News.EXPIRY), gone("10.0.0.2"));
    }

    private static KeyValue<SubjectKey, SpecificRecord> gone(String host) {
        return KeyValue.pair(new SubjectKey("a", host), null);
    }

    @Test
    void keepsSensorsApart() {
        for (String sensor : List.of("a", "b")) {
            observations.pipeInput(new SubjectKey(sensor, "10.0.0.1"), line(sensor, "10.0.0.1", 5));
        }
        for (String sensor : List.of("a", "b")) {
            observations.pipeInput(new SubjectKey(sensor, ""), new Progress(sensor, "analysis", 0, 1, 10L, true));
        }
        assertThat(log.readValuesToList()).containsExactly(line("a", "10.0.0.1", 5), line("b", "10.0.0.1", 5));
    }

    private void see(String host, long time) {
        observations.pipeInput(new SubjectKey("a", host), line("a", host, time));
    }

    private void hear(int origin, long time, boolean end) {
        observations.pipeInput(new SubjectKey("a", ""), new Progress("a", "analysis", origin, 2, time, end));
    }

    private static KeyValue<SubjectKey, SpecificRecord> line(String host, long time) {
        return KeyValue.pair(new SubjectKey("a", host), line("a", host, time));
    }

    private static KnownHostsLog line(String sensor, String host, long time) {
        return new KnownHostsLog(new LogMeta(sensor, time), time, host);
    }

    private static KeyValue<SubjectKey, SpecificRecord> said(long time, boolean end) {
        return KeyValue.pair(PROGRESS_KEY, new Progress("a", "state", 0, 3, time, end));
    }
}

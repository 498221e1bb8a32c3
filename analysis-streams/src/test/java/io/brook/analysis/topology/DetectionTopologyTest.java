package io.brook.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.DhcpLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.TunnelLog;
import io.brook.schemas.log.X509Log;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.record.DhcpMessage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.Silence;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.task.LogSink;
import io.brook.schemas.testing.StageTopics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What detection makes of evidence that several workers have sent: lines, in the order of the traffic. */
class DetectionTopologyTest {
    private static final long START = 1_700_000_000_000_000_000L;

    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<SubjectKey, SpecificRecord> detection = StageTopics.input(driver, "evidence");
    private final TestOutputTopic<SubjectKey, SpecificRecord> transactions = StageTopics.output(driver, "log.dhcp");
    private final TestOutputTopic<SubjectKey, SpecificRecord> certificates = StageTopics.output(driver, "log.x509");

    private TopologyTestDriver driver() {
        Topology topology = new Topology();
        AnalysisConfig config = AnalysisConfig.DEFAULT;
        AnalysisTopology.addTo(topology, config, LogSink.PLAIN, 4, new WorkerFigures(), new Losses(Map.of()));
        return new TopologyTestDriver(topology, new Properties());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aDhcpTransactionIsOneLineWhoeverSawItsMessages() {
        ticks(0, 10, 21);
        message("C2", 2);
        message("C1", 1);
        worked("a", 0, 2, 50, false);
        assertThat(transactions.isEmpty()).isTrue();
        worked("a", 1, 2, 20, false);
        assertThat(transactions.isEmpty()).isTrue();
        worked("a", 1, 2, 21, false);
        assertThat(linesOf(transactions, DhcpLog.class)).singleElement().satisfies(line -> {
            assertThat(line.getUids()).containsExactly("C1", "C2");
            assertThat(line.getTs()).isEqualTo(time(1));
        });
        worked("a", 0, 2, 60, true);
        worked("a", 1, 2, 60, true);
        assertThat(transactions.isEmpty()).isTrue();
    }

    @Test
    void transactionsEndWithTheTicksOfTheTrafficWhicheverWorkerSaysMoreFirst() {
        ticks(0, 12, 23, 40);
        message("C1", 25);
        message("C1", 1);
        worked("a", 1, 2, 60, false);
        message("C1", 8);
        message("C1", 30);
        worked("a", 0, 2, 50, false);
        List<DhcpLog> lines = linesOf(transactions, DhcpLog.class);
        assertThat(lines).extracting(DhcpLog::getTs).containsExactly(time(1), time(25));
        assertThat(lines).extracting(line -> line.getMsgTypes().size()).containsExactly(2, 2);
        assertThat(lines).extracting(line -> line.getMeta().getWritten()).containsExactly(time(23), time(40));
    }

    private void ticks(int... seconds) {
        List<Long> ticks =
                Arrays.stream(seconds).mapToObj(DetectionTopologyTest::time).toList();
        detection.pipeInput(new SubjectKey("a", "capture"), new Rhythm("a", ticks.get(0), ticks, List.of()));
    }

    private void message(String uid, int second) {
        detection.pipeInput(new SubjectKey("a", "DHCP 1"), dhcp(uid, second, 1));
    }

    @Test
    void aTransactionEndsWithItsSensor() {
        detection.pipeInput(new SubjectKey("a", "DHCP 1"), dhcp("C1", 1, 1));
        worked("a", 0, 1, 2, true);
        assertThat(linesOf(transactions, DhcpLog.class)).hasSize(1);
    }

    @Test
    void theEndOfATunnelIsWrittenWithTheNextPacket() {
        Silence silence = new Silence(time(3), time(9));
        detection.pipeInput(new SubjectKey("a", "capture"), new Rhythm("a", time(1), List.of(), List.of(silence)));
        detection.pipeInput(new SubjectKey("a", "C2"), tunnelClosed("C2", 12));
        detection.pipeInput(new SubjectKey("a", "C1"), tunnelClosed("C1", 5));
        worked("a", 0, 1, 60, false);
        assertThat(linesOf(StageTopics.output(driver, "log.tunnel"), TunnelLog.class))
                .extracting(
                        TunnelLog::getUid,
                        TunnelLog::getTs,
                        line -> line.getMeta().getWritten())
                .containsExactly(tuple("C1", time(9), time(9)), tuple("C2", time(12), time(12)));
    }

    private static TunnelLog tunnelClosed(String uid, int second) {
        return new TunnelLog(
                new LogMeta("a", time(second)),
                time(second),
                uid,
                new ConnId("10.0.0.1", 4789, "10.0.0.2", 4789),
                "Tunnel::VXLAN",
                "Tunnel::CLOSE");
    }

    @Test
    void aLineThatIsReportedIsLoggedOnceADayForItsSubject() {
        int nextDay = (int) TimeUnit.DAYS.toSeconds(1) + 1;
        detection.pipeInput(new SubjectKey("a", "one"), certificate(2));
        detection.pipeInput(new SubjectKey("a", "one"), certificate(1));
        detection.pipeInput(new SubjectKey("a", "other"), certificate(3));
        detection.pipeInput(new SubjectKey("a", "one"), certificate(nextDay));
        worked("a", 0, 1, nextDay, true);
        assertThat(linesOf(certificates, X509Log.class))
                .containsExactly(certificate(1), certificate(3), certificate(nextDay));
    }

    private static DhcpMessage dhcp(String uid, int second, int type) {
        return DhcpMessage.newBuilder()
                .setMeta(new LogMeta("a", time(second)))
                .setUid(uid)
                .setId(new ConnId("0.0.0.0", 68, "255.255.255.255", 67))
                .setFromOriginator(true)
                .setType(type)
                .setClientHardware("02:00:00:00:00:01")
                .build();
    }

    private static X509Log certificate(int second) {
        return X509Log.newBuilder()
                .setMeta(new LogMeta("a", time(second)))
                .setTs(time(second))
                .setFingerprint("f")
                .setCertificateVersion(3)
                .setCertificateSerial("1")
                .setCertificateSubject("CN=s")
                .setCertificateIssuer("CN=i")
                .setCertificateNotValidBefore(0)
                .setCertificateNotValidAfter(1)
                .setCertificateKeyAlg("rsaEncryption")
                .setCertificateSigAlg("sha256WithRSAEncryption")
                .setHostCert(true)
                .setClientCert(false)
                .build();
    }

    /** What a worker says of how far it has come. */
    private void worked(String sensor, int origin, int origins, int second, boolean end) {
        detection.pipeInput(
                new SubjectKey(sensor, "analysis"),
                new Progress(sensor, "analysis", origin, origins, time(second), end));
    }

    private static long time(int second) {
        return START + TimeUnit.SECONDS.toNanos(second);
    }

    private static <T> List<T> linesOf(TestOutputTopic<SubjectKey, SpecificRecord> topic, Class<T> type) {
        return topic.readValuesToList().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}

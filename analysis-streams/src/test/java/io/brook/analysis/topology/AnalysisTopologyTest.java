package io.brook.analysis.topology;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.packet.PacketBatch;
import io.brook.schemas.record.AnalysisSwitch;
import io.brook.schemas.record.DhcpMessage;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.Silence;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.task.LogSink;
import io.brook.schemas.testing.PacketBuilder;
import io.brook.schemas.testing.StageTopics;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnalysisTopologyTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final int SCAN_THRESHOLD = 3;

    private final WorkerFigures figures = new WorkerFigures();
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<byte[], Object> packets = driver.createInputTopic(
            "packets", new ByteArraySerializer(), RecordSerde.of(Object.class).serializer());
    private final TestInputTopic<SubjectKey, SpecificRecord> knownHosts = StageTopics.input(driver, "known-hosts");
    private final TestInputTopic<SubjectKey, SpecificRecord> control = StageTopics.input(driver, "control");
    private final TestOutputTopic<SubjectKey, SpecificRecord> connections = StageTopics.output(driver, "log.conn");
    private final TestOutputTopic<SubjectKey, SpecificRecord> weirds = StageTopics.output(driver, "log.weird");
    private final TestOutputTopic<SubjectKey, SpecificRecord> observations = StageTopics.output(driver, "observations");
    private final TestOutputTopic<SubjectKey, SpecificRecord> evidence = StageTopics.output(driver, "evidence");
    private final TestOutputTopic<SubjectKey, SpecificRecord> notices = StageTopics.output(driver, "notices");
    private final TestOutputTopic<SubjectKey, SpecificRecord> progress = StageTopics.output(driver, "progress");

    private TopologyTestDriver driver() {
        Topology topology = new Topology();
        AnalysisConfig config = new AnalysisConfig(
                false,
                LocalNetworks.PRIVATE,
                new DetectorSettings(Map.of("ScanAddressThreshold", SCAN_THRESHOLD), Set.of()));
        AnalysisTopology.addTo(topology, config, LogSink.PLAIN, 4, figures, new Losses(Map.of()));
        return new TopologyTestDriver(topology, new Properties());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void connectionsAreLoggedOnceTheirTimeHasPassed() {
        send("a", 0, udp("10.0.0.1", "10.0.0.2"), udp("10.0.0.2", "10.0.0.1"));
        hear("a", 0, 1, 60, false);
        assertThat(connections.isEmpty()).isTrue();
        hear("a", 0, 1, 61, false);
        List<KeyValue<SubjectKey, SpecificRecord>> lines = connections.readKeyValuesToList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).key).isNull();
        ConnLog line = (ConnLog) lines.get(0).value;
        assertThat(line.getMeta().getSensor()).isEqualTo("a");
        assertThat(line.getConnState()).isEqualTo("SF");
        assertThat(line.getTs()).isEqualTo(START);
        assertThat(line.getId().getOrigH()).isEqualTo("10.0.0.1");
    }

    @Test
    void theEndOfASensorEndsItsConnectionsAndNoOthers() {
        send("a", 0, udp("10.0.0.1", "10.0.0.2"));
        send("b", 0, udp("10.0.0.1", "10.0.0.2"));
        hear("a", 0, 1, 1, true);
        List<ConnLog> lines = linesOf(connections, ConnLog.class);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).getMeta().getSensor()).isEqualTo("a");
        hear("b", 0, 1, 1, true);
        ConnLog other = linesOf(connections, ConnLog.class).get(0);
        assertThat(other.getMeta().getSensor()).isEqualTo("b");
        assertThat(other.getUid()).isNotEqualTo(lines.get(0).getUid());
    }

    @Test
    void aSensorThatComesAgainStartsAfresh() {
        for (int run = 0; run < 2; run++) {
            send("a", 0, udp("10.0.0.1", "10.0.0.2"));
            hear("a", 0, 1, 1, true);
        }
        List<ConnLog> lines = linesOf(connections, ConnLog.class);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).isEqualTo(lines.get(0));
    }

    @Test
    void saysHowFarItHasComeToAllWhoWait() {
        hear("a", 2, 3, 7, false);
        Progress own = new Progress("a", "analysis", 2, 3, time(7), false);
        assertThat(linesOf(observations, Progress.class)).containsExactly(own);
        assertThat(linesOf(evidence, Progress.class)).containsExactly(own);
        assertThat(linesOf(progress, Progress.class)).containsExactly(own);
    }

    @Test
    void whenPacketsCameIsPassedOnToAllWhoNeedIt() {
        Rhythm rhythm = new Rhythm("a", 1L, List.of(1L, 2L), List.of(new Silence(3L, 4L)));
        packets.pipeInput(new byte[0], rhythm);
        assertThat(linesOf(observations, Rhythm.class)).containsExactly(rhythm);
        assertThat(linesOf(evidence, Rhythm.class)).containsExactly(rhythm);
        assertThat(progress.isEmpty()).isTrue();
    }

    @Test
    void saysWhatItFoundBeforeItSaysHowFarItHasCome() {
        send("a", 0, syn("10.0.0.1", "10.0.0.2"));
        hear("a", 0, 1, 10, false);
        assertThat(evidence.readValuesToList()).hasExactlyElementsOfTypes(FailedAttempt.class, Progress.class);
    }

    @Test
    void hostsThatCompleteAHandshakeAreObserved() {
        handshake("a", 0, "10.0.0.1", "8.8.8.8");
        KnownHostsLog seen = host("a", "10.0.0.1", 1);
        assertThat(observations.readKeyValuesToList())
                .containsExactly(KeyValue.pair(new SubjectKey("a", "10.0.0.1"), seen));
    }

    @Test
    void hostsThatAreKnownAreNotObservedForADay() {
        know("a", "10.0.0.1", 0);
        handshake("a", 100, "10.0.0.1", "8.8.8.8");
        assertThat(observations.isEmpty()).isTrue();
        handshake("b", 100, "10.0.0.1", "8.8.8.8");
        assertThat(linesOf(observations, KnownHostsLog.class)).containsExactly(host("b", "10.0.0.1", 101));
        int nextDay = (int) TimeUnit.DAYS.toSeconds(1);
        handshake("a", nextDay, "10.0.0.1", "8.8.4.4");
        assertThat(linesOf(observations, KnownHostsLog.class)).containsExactly(host("a", "10.0.0.1", nextDay + 1));
    }

    @Test
    void hostsThatAreForgottenAreObservedAgain() {
        know("a", "10.0.0.1", 0);
        knownHosts.pipeInput(new SubjectKey("a", "10.0.0.1"), (SpecificRecord) null);
        handshake("a", 100, "10.0.0.1", "8.8.8.8");
        assertThat(linesOf(observations, KnownHostsLog.class)).hasSize(1);
    }

    @Test
    void aScanIsNoticedOnce() {
        for (int target = 1; target <= SCAN_THRESHOLD + 1; target++) {
            send("a", target, syn("10.0.0.9", "192.0.2." + target));
        }
        hear("a", 0, 1, 100, false);
        List<KeyValue<SubjectKey, SpecificRecord>> said = notices.readKeyValuesToList();
        assertThat(said).hasSize(2);
        Notice notice = (Notice) said.get(0).value;
        assertThat(notice.getNote()).isEqualTo("Scan::Address_Scan");
        assertThat(notice.getSrc()).isEqualTo("10.0.0.9");
        assertThat(notice.getTime()).isEqualTo(time(SCAN_THRESHOLD + 5));
        assertThat(said.get(0).key).isEqualTo(new SubjectKey("a", "Scan::Address_Scan 10.0.0.9"));
        Progress own = new Progress("a", "detection", 0, 4, time(100), false);
        assertThat(said.get(1).value).isEqualTo(own);
        assertThat(linesOf(progress, Progress.class)).contains(own);
    }

    @Test
    void sensorsAreNotCountedTogether() {
        for (int target = 1; target < SCAN_THRESHOLD; target++) {
            send("a", target, syn("10.0.0.9", "192.0.2." + target));
            send("b", target, syn("10.0.0.9", "192.0.3." + target));
        }
        hear("a", 0, 1, 100, true);
        hear("b", 0, 1, 100, true);
        assertThat(linesOf(evidence, FailedAttempt.class)).hasSize(2 * SCAN_THRESHOLD - 2);
        assertThat(linesOf(notices, Notice.class)).isEmpty();
    }

    @Test
    void detectionWaitsForAllWorkers() {
        for (int target = 1; target <= SCAN_THRESHOLD; target++) {
            send("a", target, syn("10.0.0.9", "192.0.2." + target));
        }
        hear("a", 0, 2, 100, false);
        assertThat(notices.isEmpty()).isTrue();
        hear("a", 1, 2, 50, false);
        assertThat(notices.readValuesToList()).hasExactlyElementsOfTypes(Notice.class, Progress.class);
    }

    @Test
    void detectionEndsWithTheLatestTimeThatItHeard() {
        hear("a", 0, 2, 20, true);
        hear("a", 1, 2, 12, true);
        assertThat(linesOf(notices, Progress.class))
                .containsExactly(new Progress("a", "detection", 0, 4, time(20), true));
    }

    @Test
    void aScanIsForgottenWithItsSensor() {
        for (int target = 1; target < SCAN_THRESHOLD; target++) {
            send("a", target, syn("10.0.0.9", "192.0.2." + target));
        }
        hear("a", 0, 1, 100, true);
        send("a", 20, syn("10.0.0.9", "192.0.2.20"));
        hear("a", 0, 1, 100, true);
        assertThat(linesOf(notices, Notice.class)).isEmpty();
    }

    @Test
    void odditiesAreLoggedOnceAndInOrder() {
        byte[] corrupt = PacketBuilder.udp("10.0.0.1", 4000, "10.0.0.2", 53)
                .badChecksum()
                .ip();
        send("a", 1, corrupt, corrupt);
        send("a", 3, corrupt);
        hear("a", 0, 1, 2, false);
        List<WeirdLog> lines = linesOf(weirds, WeirdLog.class);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).getName()).isEqualTo("bad_UDP_checksum");
        assertThat(lines.get(0).getTs()).isEqualTo(time(1));
        hear("a", 0, 1, 10, true);
        assertThat(weirds.isEmpty()).isTrue();
    }

    @Test
    void whatIsSwitchedOffIsNotAnalysedFromTheNextConnectionOn() {
        byte[] discover = PacketBuilder.udp("0.0.0.0", 68, "255.255.255.255", 67)
                .payload(dhcpDiscover())
                .ip();
        byte[] other = PacketBuilder.udp("10.0.0.1", 68, "255.255.255.255", 67)
                .payload(dhcpDiscover())
                .ip();
        send("a", 0, discover);
        assertThat(linesOf(evidence, DhcpMessage.class)).hasSize(1);
        control.pipeInput(new SubjectKey("", "dhcp"), new AnalysisSwitch("dhcp", false));
        hear("a", 0, 1, 1, false);
        send("a", 2, discover, other);
        assertThat(linesOf(evidence, DhcpMessage.class)).hasSize(1);
        control.pipeInput(new SubjectKey("", "dhcp"), new AnalysisSwitch("dhcp", true));
        hear("a", 0, 1, 3, false);
        send(
                "a",
                4,
                PacketBuilder.udp("10.0.0.2", 68, "255.255.255.255", 67)
                        .payload(dhcpDiscover())
                        .ip());
        assertThat(linesOf(evidence, DhcpMessage.class)).hasSize(1);
    }

    @Test
    void whatIsResetIsAnalysedAsConfigured() {
        control.pipeInput(new SubjectKey("", "dhcp"), new AnalysisSwitch("dhcp", false));
        control.pipeInput(new TestRecord<>(new SubjectKey("", "dhcp"), null));
        send(
                "a",
                0,
                PacketBuilder.udp("0.0.0.0", 68, "255.255.255.255", 67)
                        .payload(dhcpDiscover())
                        .ip());
        assertThat(linesOf(evidence, DhcpMessage.class)).hasSize(1);
    }

    @Test
    void everyPacketWithAWrongChecksumIsCounted() {
        byte[][] frames = new byte[100][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = udp("10.0.0.1", "10.0.0.2");
            // The IPv4 header, then the two ports and the length.
            frames[i][20 + 6] ^= (byte) (i < 60 ? 0x55 : 0);
        }
        send("a", 0, frames);
        assertThat(figures.packets()).isEqualTo(frames.length);
        assertThat(figures.badChecksums())
                .isEqualTo(new BadChecksums(0, 0, 60, 0))
                .hasToString("UDP 60");
        assertThat(figures.badChecksums().isOffloading(figures.packets())).isTrue();
        assertThat(new BadChecksums(1, 1, 2, 1).isOffloading(100)).isFalse();
    }

    private static byte[] dhcpDiscover() {
        byte[] options = {53, 1, 1, -1};
        return ByteBuffer.allocate(244)
                .put(0, (byte) 1)
                .putInt(236, 0x63825363)
                .put(240, options)
                .array();
    }

    @Test
    void aBatchCarriesManyPackets() {
        byte[][] syns = new byte[100][];
        Arrays.setAll(syns, i -> syn("10.0.0.1", "192.0.2." + i));
        send("a", 0, syns);
        hear("a", 0, 1, 1000, true);
        assertThat(linesOf(connections, ConnLog.class)).hasSize(100);
    }

    private void handshake(String sensor, int second, String source, String target) {
        send(
                sensor,
                second,
                syn(source, target),
                PacketBuilder.tcp(target, 80, source, 4000)
                        .flags(SYN | ACK)
                        .acknowledgment(1)
                        .ip());
    }

    private static byte[] syn(String source, String target) {
        return PacketBuilder.tcp(source, 4000, target, 80).flags(SYN).ip();
    }

    private static byte[] udp(String source, String target) {
        return PacketBuilder.udp(source, 4000, target, 4000).payload(10).ip();
    }

    /** Packets of a batch, a second apart. */
    private void send(String sensor, int second, byte[]... frames) {
        long[] times = new long[frames.length];
        int[] lengths = new int[frames.length];
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int i = 0; i < frames.length; i++) {
            times[i] = time(second + i);
            lengths[i] = frames[i].length;
            data.writeBytes(frames[i]);
        }
        packets.pipeInput(
                new byte[0],
                new PacketBatch(
                        sensor, LinkType.RAW, times, lengths, lengths, frames.length, data.toByteArray(), data.size()));
    }

    private void hear(String sensor, int origin, int origins, int second, boolean end) {
        packets.pipeInput(new byte[0], new Progress(sensor, "capture", origin, origins, time(second), end));
    }

    private void know(String sensor, String host, int second) {
        knownHosts.pipeInput(new SubjectKey(sensor, host), host(sensor, host, second));
    }

    private static KnownHostsLog host(String sensor, String host, int second) {
        return new KnownHostsLog(new LogMeta(sensor, time(second)), time(second), host);
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

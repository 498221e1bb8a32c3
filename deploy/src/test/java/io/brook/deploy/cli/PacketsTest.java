package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceReader;
import io.brook.deploy.Logs;
import io.brook.deploy.Samples;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.schemas.flow.HeaderWalk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Packets that are cut out of the topic agree with the logs about them. */
@Timeout(600)
class PacketsTest {
    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static List<Map<String, String>> connections;

    private record Content(long packets, long ipBytes, long trimmed, boolean sorted) {}

    @BeforeAll
    static void analyse() throws Exception {
        Path data = directory.resolve("data");
        Path logs = directory.resolve("logs");
        Object[] process = {"process", "--quiet", "--no-trim", "--data-dir", data, "--log-dir", logs, Samples.OFFICE};
        assertThat(Cli.run(process).status()).isZero();
        connections = Logs.lines(logs.resolve("conn.log"));
        broker = EmbeddedBroker.at(data);
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Path cut(Object... options) throws IOException {
        Path file = Files.createTempFile(directory, "cut", ".pcapng");
        List<Object> all = new ArrayList<>(List.of(
                "packets",
                "--bootstrap-servers",
                broker.clientConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG),
                "-w",
                file));
        all.addAll(List.of(options));
        Cli run = Cli.run(all.toArray());
        assertThat(run.status()).as(run.err()).isZero();
        return file;
    }

    private static Content content(Path file) throws Exception {
        long packets = 0;
        long bytes = 0;
        long trimmed = 0;
        long last = Long.MIN_VALUE;
        boolean sorted = true;
        HeaderWalk walk = new HeaderWalk();
        try (TraceReader trace = TraceReader.open(file)) {
            while (trace.next()) {
                Packet packet = trace.packet();
                walk.walk(
                        packet.linkType(),
                        packet.buffer(),
                        packet.offset(),
                        packet.capturedLength(),
                        packet.originalLength());
                packets++;
                bytes += walk.statedIpLength();
                trimmed += packet.originalLength() - packet.capturedLength();
                sorted &= packet.time() >= last;
                last = packet.time();
            }
        }
        return new Content(packets, bytes, trimmed, sorted);
    }

    @Test
    void everyConnectionHasThePacketsAndBytesThatItsLineCounts() throws Exception {
        assertThat(connections).hasSize(63);
        for (Map<String, String> line : connections) {
            Content content = content(cut("--uid", line.get("uid")));
            long packets = Long.parseLong(line.get("orig_pkts")) + Long.parseLong(line.get("resp_pkts"));
            long bytes = Long.parseLong(line.get("orig_ip_bytes")) + Long.parseLong(line.get("resp_ip_bytes"));
            assertThat(content).as(line.toString()).isEqualTo(new Content(packets, bytes, 0, true));
        }
    }

    @Test
    void cutsOutHostsAndTimes() throws Exception {
        Map<String, String> line = connections.get(0);
        String host = line.get("id.orig_h");
        Content ofHost = content(cut("--host", host));
        Content withPeer = content(cut("--host", host, "--peer", line.get("id.resp_h")));
        Content all = content(cut());
        assertThat(all.packets()).isEqualTo(372);
        assertThat(all.sorted()).isTrue();
        assertThat(withPeer.packets()).isPositive().isLessThanOrEqualTo(ofHost.packets());
        assertThat(ofHost.packets()).isLessThanOrEqualTo(all.packets());
        long before = content(cut("--to", line.get("ts"))).packets();
        long after = content(cut("--from", line.get("ts"))).packets();
        assertThat(before + after).isEqualTo(all.packets());
    }

    @Test
    void wiresharkReadsIt() throws Exception {
        Path file = cut();
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/capinfos")), "capinfos, of Wireshark, is not installed (tshark)");
        Process capinfos = new ProcessBuilder("/usr/bin/capinfos", "-c", "-M", "-o", "-T", "-r", file.toString())
                .redirectErrorStream(true)
                .start();
        String says = new String(capinfos.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(capinfos.waitFor()).as(says).isZero();
        assertThat(says).contains("372").contains("True");
    }

    @Test
    void saysWhatIsMissingAndWhatIsWrong() throws Exception {
        Path data = directory.resolve("trimmed");
        Path file = directory.resolve("trimmed.pcapng");
        Object[] process = {
            "process", "--quiet", "--data-dir", data, "--log-dir", directory.resolve("l"), Samples.OFFICE
        };
        assertThat(Cli.run(process).status()).isZero();
        Cli cut = Cli.run("packets", "--data-dir", data, "-w", file);
        assertThat(cut.err()).contains("372 packets of").contains("29 of them lack");
        assertThat(content(file).trimmed()).isPositive();

        Object servers = broker.clientConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        Object[] common = {"packets", "--bootstrap-servers", servers, "-w", file};
        assertThat(Cli.run(with(common, "--uid", "Cnone")).err())
                .contains("log.conn has no line with uid Cnone")
                .contains("use --host and --peer");
        assertThat(Cli.run(with(common, "--peer", "10.0.0.1")).err()).contains("give --uid UID, or --host ADDRESS");
        assertThat(Cli.run(with(common, "--host", "somewhere")).err()).contains("'somewhere' is not an IP address");
        assertThat(Cli.run("packets", "--bootstrap-servers", servers, "-w", directory.resolve("no/such/file"))
                        .err())
                .contains("cannot write");
    }

    private static Object[] with(Object[] common, Object... more) {
        List<Object> all = new ArrayList<>(List.of(common));
        all.addAll(List.of(more));
        return all.toArray();
    }
}

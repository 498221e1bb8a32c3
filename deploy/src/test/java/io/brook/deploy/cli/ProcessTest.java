package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole cluster, from the command line to the files. */
class ProcessTest {
    @TempDir
    private Path directory;

    @Test
    void writesTheConnectionsOfTheSampleTrace() {
        Cli result = Cli.run("process", "--quiet", "--log-dir", directory, Samples.OFFICE);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("packets      372", "connections  63", "notice 2");
        // Counted in the trace with tcpdump.
        assertThat(connections())
                .containsEntry("10.77.0.2 10.77.0.10 80 tcp SF", 5L)
                .containsEntry("fd77::2 fd77::10 80 tcp SF", 1L)
                .containsEntry("10.77.0.2 10.77.0.10 443 tcp SF", 2L)
                .containsEntry("10.77.0.2 10.77.0.10 8080 tcp REJ", 1L)
                .containsEntry("10.77.0.2 10.77.0.10 9999 udp S0", 1L)
                .containsEntry("10.77.0.2 10.77.0.10 53 tcp SF", 1L)
                .containsEntry("10.77.0.2 10.77.0.10 53 udp SF", 4L)
                .containsEntry("10.77.0.66 10.77.1.1 3389 tcp REJ", 1L)
                .containsEntry("10.77.0.66 10.77.1.40 3389 tcp S0", 1L);
        assertThat(connections().keySet())
                .filteredOn(key -> key.contains(" 3389 "))
                .hasSize(40);
        assertThat(Logs.lines(directory.resolve("known_hosts.log")))
                .extracting(line -> line.get("host"))
                .containsExactlyInAnyOrder("10.77.0.2", "10.77.0.10", "fd77::2", "fd77::10");
    }

    @Test
    void reportsEachNoticeInOneLineAndOneMail() {
        try (MailBox box = MailBox.open()) {
            Cli result = mailing(box.port());
            assertThat(result.err()).isEmpty();
            assertThat(result.status()).isZero();
            assertThat(result.out()).contains("mail         2 sent");
            assertThat(box.mails())
                    .hasSize(2)
                    .anySatisfy(mail -> assertThat(mail)
                            .contains("Subject: [Brook] Scan::Address_Scan", "To: soc@example.org", "10.77.0.66"))
                    .anySatisfy(mail -> assertThat(mail).contains("Subject: [Brook] SSL::Certificate_Expires_Soon"));
        }
        assertThat(Logs.lines(directory.resolve("notice.log")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .containsEntry("note", "Scan::Address_Scan")
                        .containsEntry("src", "10.77.0.66")
                        .containsEntry("p", "3389"));
    }

    @Test
    void writesTheLogsAndSaysSoWhenMailCannotBeSent() {
        Cli result;
        try (MailBox box = MailBox.refusing()) {
            result = mailing(box.port());
        }
        assertThat(result.status()).isEqualTo(ExitStatus.MAIL_NOT_SENT.code);
        assertThat(result.err())
                .contains("localhost", "soc@example.org", "no mail today")
                .doesNotContain("\tat ");
        assertThat(result.out()).contains("notice 2");
        assertThat(Logs.lines(directory.resolve("notice.log"))).hasSize(2);
    }

    @Test
    void analysesACutTraceUpToTheCut() throws IOException {
        Path cut = cut("cut.pcap", 100_000);
        Cli result = Cli.run("process", "--quiet", "--log-dir", directory.resolve("logs"), cut);
        assertThat(result.status()).isEqualTo(ExitStatus.TRACE_CUT.code);
        assertThat(result.err()).startsWith("brook: " + cut + ": cut short after 160 packets");
        assertThat(result.out()).contains("packets      160");
        assertThat(directory.resolve("logs/conn.log")).exists();
    }

    @Test
    void saysThatTheTraceWasCapturedBeforeItsChecksumsWereMade() throws IOException {
        Path trace = Files.write(directory.resolve("sent.pcap"), withWrongChecksums());
        Object[] common = {"process", "--quiet", "--log-dir", directory.resolve("logs")};
        Cli result = with(common, trace);
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .containsPattern(
                        "checksums +\\d+ packets with wrong checksums were not analysed \\(TCP \\d+\\); .* with -C\\R");
        assertThat(with(common, "-C", trace).out()).doesNotContain("checksums").contains("connections  63");
    }

    /** The sample, with nothing but zeros in the checksums of TCP over IPv4. */
    private static byte[] withWrongChecksums() throws IOException {
        byte[] trace = Files.readAllBytes(Samples.OFFICE);
        int length;
        for (int at = 24; at < trace.length; at += 16 + length) {
            length = trace[at + 8] & 0xff | (trace[at + 9] & 0xff) << 8;
            int ip = at + 16 + 14;
            if (trace[ip - 2] == 8 && trace[ip - 1] == 0 && trace[ip + 9] == 6) {
                trace[ip + 20 + 16] = 0;
                trace[ip + 20 + 17] = 0;
            }
        }
        return trace;
    }

    @Test
    void analysesTheOtherTracesWhenOneIsBad() throws IOException {
        Path missing = directory.resolve("no.pcap");
        Path copy = Files.copy(Samples.OFFICE, directory.resolve("copy.pcap"));
        Path logs = directory.resolve("logs");
        Cli result = Cli.run("process", "--quiet", "--each", "--log-dir", logs, missing, copy, Samples.OFFICE);
        assertThat(result.status()).isEqualTo(ExitStatus.TRACE_MISSING.code);
        assertThat(result.err()).isEqualTo("brook: " + missing + ": no such file" + System.lineSeparator());
        assertThat(Logs.contents(logs).keySet())
                .contains(
                        "copy.pcap/conn.log",
                        "copy.pcap/known_hosts.log",
                        "copy.pcap/notice.log",
                        "office.pcap/conn.log",
                        "office.pcap/known_hosts.log",
                        "office.pcap/notice.log");
    }

    @Test
    void keepsTheDataAndRefusesTheSameSensorAgain() throws IOException {
        Path data = directory.resolve("data");
        Path[] logs = {directory.resolve("first"), directory.resolve("second"), directory.resolve("third")};
        Object[] common = {"process", "--quiet", "--data-dir", data, "--log-dir"};
        assertThat(with(common, logs[0], Samples.OFFICE).status()).isZero();

        Cli again = with(common, logs[1], Samples.OFFICE);
        assertThat(again.status()).isEqualTo(ExitStatus.USAGE.code);
        assertThat(again.err()).contains("--data-dir " + data + " already holds the sensor brook; give another name");

        Cli other = with(common, logs[2], "--partitions", "5", "--sensor", "other", Samples.OFFICE);
        assertThat(other.status()).isZero();
        assertThat(other.err()).contains("they are kept");
        assertThat(Logs.lines(logs[2].resolve("conn.log"))).hasSameSizeAs(Logs.lines(logs[0].resolve("conn.log")));
    }

    @Test
    void saysWhatFailedWhenTheLogsCannotBeWritten() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Cli result = Cli.run("process", "--quiet", "--log-dir", file, Samples.OFFICE);
        assertThat(result.status()).isEqualTo(ExitStatus.FAILED.code);
        assertThat(result.err()).startsWith("brook: cannot write logs to " + file + ": There is a file of that name\n");
        assertThat(result.err()).doesNotContain("\tat ");
    }

    @Test
    void replacesTheLogsOfAnEarlierRunAndNobodyElses() throws IOException {
        Object[] common = {"process", "--quiet", "--log-dir", directory};
        Path foreign = Files.writeString(directory.resolve("ssl.log"), "somebody else's\n");
        Cli refused = with(common, Samples.OFFICE);
        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE.code);
        assertThat(refused.err())
                .contains("there are logs that no run of 'process' or 'replay' has written: " + foreign)
                .contains("--log-dir", "--overwrite");
        assertThat(foreign).hasContent("somebody else's");
        Path none = Files.writeString(directory.resolve("ntp.log"), "somebody else's, too\n");
        assertThat(with(common, "--overwrite", "--sensor", "dmz", "--set", "SensorColumn=true", Samples.OFFICE)
                        .status())
                .isZero();
        assertThat(none).doesNotExist();
        assertThat(Logs.lines(directory.resolve("notice.log")))
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line).containsEntry("peer_descr", "dmz").containsEntry("sensor", "dmz"));
        assertThat(Logs.lines(directory.resolve("conn.log")))
                .allSatisfy(line -> assertThat(line).containsEntry("sensor", "dmz"));
        Path kept = Files.writeString(directory.resolve("notes.log"), "no log of Brook's");
        Cli again = with(common, Samples.OFFICE);
        assertThat(again.err()).isEmpty();
        assertThat(again.status()).isZero();
        assertThat(again.out()).containsPattern("in " + directory + " \\(\\d+ logs of an earlier run were removed\\)");
        assertThat(Logs.lines(directory.resolve("notice.log")))
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line).containsEntry("peer_descr", "-").doesNotContainKey("sensor"));
        assertThat(kept).exists();
    }

    @Test
    void asksForAnotherDirectoryForExtractedFiles() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Cli result = Cli.run(
                "process",
                "--quiet",
                "--log-dir",
                directory.resolve("logs"),
                "--set",
                "FileExtractDir=" + file,
                Samples.OFFICE);
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE.code);
        assertThat(result.err())
                .isEqualTo("brook: FileExtractDir = " + file + ": cannot be written: There is a file of that name\n");
    }

    @Test
    void givesTheSameUidsWhateverTheFileIsCalledAndOthersToAnotherSensor() throws IOException {
        Path copy = Files.copy(Samples.OFFICE, directory.resolve("copy.pcap"));
        Object[] common = {"process", "--quiet", "--log-dir"};
        assertThat(with(common, directory.resolve("1"), Samples.OFFICE).status())
                .isZero();
        assertThat(with(common, directory.resolve("2"), copy).status()).isZero();
        assertThat(with(common, directory.resolve("3"), "--sensor", "dmz", copy).status())
                .isZero();
        Map<String, String> named = Logs.contents(directory.resolve("1"));
        assertThat(Logs.contents(directory.resolve("2"))).isEqualTo(named);
        assertThat(Logs.contents(directory.resolve("3")).keySet()).isEqualTo(named.keySet());
        assertThat(uids("3")).hasSize(63).doesNotContainAnyElementsOf(uids("1"));
    }

    private List<String> uids(String logs) {
        return Logs.lines(directory.resolve(logs).resolve("conn.log")).stream()
                .map(line -> line.get("uid"))
                .toList();
    }

    private static Cli with(Object[] common, Object... more) {
        Object[] all = Arrays.copyOf(common, common.length + more.length);
        System.arraycopy(more, 0, all, common.length, more.length);
        return Cli.run(all);
    }

    private Cli mailing(int port) {
        return Cli.run(
                "process",
                "--quiet",
                "--log-dir",
                directory,
                "--set",
                "MailTo=soc@example.org",
                "--set",
                "SmtpPort=" + port,
                Samples.OFFICE);
    }

    private Path cut(String name, int bytes) throws IOException {
        return Files.write(directory.resolve(name), Arrays.copyOf(Files.readAllBytes(Samples.OFFICE), bytes));
    }

    /** How many connections there are of each kind: addresses, port, protocol and state. */
    private Map<String, Long> connections() {
        List<String> columns = List.of("id.orig_h", "id.resp_h", "id.resp_p", "proto", "conn_state");
        return Logs.lines(directory.resolve("conn.log")).stream()
                .map(line -> columns.stream().map(line::get).collect(Collectors.joining(" ")))
                .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
    }
}

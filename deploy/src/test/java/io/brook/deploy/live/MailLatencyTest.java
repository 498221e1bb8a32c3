package io.brook.deploy.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.Scans;
import io.brook.deploy.cli.BrookCommand;
import io.brook.schemas.testing.Namespaces;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a packet on the wire to the mail about it, with {@code brook process} on an interface: from the packet that makes a scan one, by the
 * notice's own time, to when the mail server has the mail.
 */
@Tag("faults")
class MailLatencyTest {
    private static final Pattern PORT = Pattern.compile("port (\\d+) is open");
    private static final Pattern MAIL = Pattern.compile("the mail came at (\\d+) ms");
    private static final double MOST_S = 5;

    @TempDir
    private Path directory;

    @Test
    void aMailComesSoonAfterThePacketThatItIsAbout() throws Exception {
        Path trace = new Scans().add(0, 0, 40, 0, 10_000, true).write(directory.resolve("scan.pcap"));
        Path logs = directory.resolve("logs");
        try (Namespaces network = Namespaces.make("tcpreplay")) {
            Node mails = Node.onServer(network, directory.resolve("mails.txt"), MailProbe.class, "scanned at least")
                    .await("is open");
            Node brook = Node.onServer(
                            network,
                            directory.resolve("brook.txt"),
                            BrookCommand.class,
                            "process",
                            "-C",
                            "--interface",
                            Namespaces.INTERFACE,
                            "--log-dir",
                            logs.toString(),
                            "--set",
                            "MailTo=soc@example.org",
                            "--set",
                            "SmtpPort=" + group(PORT, mails.said()))
                    .await("captures on");
            network.onClient(
                    directory.resolve("replay.txt"), "tcpreplay", "-q", "-i", Namespaces.INTERFACE, trace.toString());
            assertThat(mails.awaitEnd()).as(mails.said() + brook.said()).isZero();
            double came = Long.parseLong(group(MAIL, mails.said())) / 1e3;
            Path log = logs.resolve("notice.log");
            Awaiting.until(() -> Awaiting.text(log).contains("Scan::Address_Scan"), brook::said);
            double raised = Logs.lines(log).stream()
                    .filter(line -> line.get("note").equals("Scan::Address_Scan"))
                    .mapToDouble(line -> Double.parseDouble(line.get("ts")))
                    .findFirst()
                    .orElseThrow();
            System.out.printf("%.2f s from the packet to the mail%n", came - raised);
            assertThat(came - raised).isBetween(0.0, MOST_S);
            assertThat(brook.end()).as(brook.said()).isZero();
        }
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}

package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.Scans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The notice-manager is killed between the decision about a notice and its delivery: while the mail server, or a webhook, has it and has
 * not answered. Each line is in the log once, and each mail and each post arrives.
 */
@Tag("faults")
class NoticeKillTest {
    private static final int SCANNERS = 30;
    private static final int TARGETS = 30;
    private static final int PACE = 30;
    private static final int KILLS = Integer.getInteger("brook.faults.kills", 4);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void nothingIsLostAndTheLogHasEachLineOnce() throws Exception {
        Scans scans = new Scans();
        for (int i = 0; i < SCANNERS; i++) {
            scans.add(i, i * TARGETS, TARGETS, i * 2_000_000L, 30_000, true);
        }
        Path trace = scans.write(directory.resolve("scans.pcap"));
        try (Receivers receivers = new Receivers();
                Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory)) {
            cluster.logger();
            cluster.stream("state-sync");
            cluster.worker();
            ChildProcess manager = manager(cluster, receivers);
            cluster.capture(trace, PACE);
            for (int kill = 0; kill < KILLS; kill++) {
                Receivers.Hold hold =
                        receivers.holdNext(kill % 2 == 0 ? Receivers.Where.MAIL : Receivers.Where.WEBHOOK);
                assertThat(ChildProcess.until(PATIENCE, hold::isThere))
                        .as("a notice comes to be delivered")
                        .isTrue();
                manager.kill();
                hold.letGo();
                manager = manager(cluster, receivers);
            }
            Path log = cluster.logs().resolve("notice.log");
            ChildProcess.until(
                    PATIENCE,
                    () -> isComplete(receivers.mails())
                            && isComplete(receivers.posts())
                            && lines(log).size() >= SCANNERS);
            assertThat(lines(log))
                    .extracting(line -> line.get("src"))
                    .doesNotHaveDuplicates()
                    .hasSize(SCANNERS);
            assertThat(isComplete(receivers.mails()))
                    .as("a mail about each scanner: %s", receivers.mails())
                    .isTrue();
            assertThat(isComplete(receivers.posts()))
                    .as("a post about each scanner: %s", receivers.posts())
                    .isTrue();
            System.out.printf(
                    "%d kills: %d notices, %d mails, %d posts%n",
                    KILLS, SCANNERS, receivers.mails().size(), receivers.posts().size());
        }
    }

    private ChildProcess manager(Cluster cluster, Receivers receivers) throws Exception {
        Path policy = directory.resolve("policy");
        if (!Files.exists(policy)) {
            Files.createDirectory(policy);
            Files.writeString(policy.resolve("local.yaml"), "notices: {webhook: [Scan::Address_Scan]}");
        }
        return cluster.stream(
                "notice-manager",
                "--policy",
                policy.toString(),
                "--set",
                "MailTo=soc@example.org",
                "--set",
                "SmtpPort=" + receivers.mailPort(),
                "--set",
                "Webhooks=" + receivers.webhook());
    }

    private static List<Map<String, String>> lines(Path log) {
        return Files.exists(log) ? Logs.lines(log) : List.of();
    }

    private static boolean isComplete(List<String> all) {
        for (int i = 0; i < SCANNERS; i++) {
            Predicate<String> isAbout = about(Scans.address(i));
            if (all.stream().noneMatch(isAbout)) {
                return false;
            }
        }
        return true;
    }

    private static Predicate<String> about(String scanner) {
        return text -> text.contains(scanner + " scanned at least");
    }
}

package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that is applied while a cluster runs. */
class PolicyTest {
    private static final Duration WRITING = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
    void isTakenOverByTheTimeOfTheTraffic() throws Exception {
        Path first = policy("first", "notices: {ignore: [SSL::Certificate_Expires_Soon]}");
        Path second = policy("second", """
                notices:
                  rules:
                    - when: note == "Scan::Address_Scan" && isLocal(src) && p == 3389
                      add: [alarm]
                      severity: high
                """);
        sigma(
                second,
                "title: A late connection\nlogsource: {product: zeek, service: conn}\n"
                        + "detection: {late: {src_ip: 10.77.0.66}, condition: late}\n---\n"
                        + "title: Before its time\nlogsource: {product: zeek, service: ssl}\n"
                        + "detection: {early: {established: true}, condition: early}\n");
        Path wrong = policy("wrong", "notices: {ignor: []}");
        Path wrongRule = policy("wrongRule", "notices: {}");
        sigma(wrongRule, "title: t\nlogsource: {product: zeek, service: conn}\ndetection: {s: {uri: x}}\n");
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory)) {
            cluster.logger("--set", "LogColumns=severity,suppressed");
            cluster.stream("state-sync");
            ChildProcess manager = cluster.stream(
                    "notice-manager",
                    "--policy",
                    first.toString(),
                    "--set",
                    "HeartbeatInterval=1",
                    "--set",
                    "NodeName=judge");
            ChildProcess refused = cluster.start("policy", List.of("apply", wrong.toString()));
            assertThat(refused.awaitEnd()).isEqualTo(1);
            assertThat(refused.text()).contains("unknown key ignor");
            ChildProcess refusedRule = cluster.start("policy", List.of("apply", wrongRule.toString()));
            assertThat(refusedRule.awaitEnd()).isEqualTo(1);
            assertThat(refusedRule.text()).contains("rules.yml:3:12: there is no condition");
            ChildProcess worker =
                    cluster.stream("worker", "-C", "--set", "HeartbeatInterval=1", "--set", "NodeName=compares");
            // After the certificate was seen, and before the scan.
            ChildProcess applied =
                    cluster.start("policy", List.of("apply", second.toString(), "--from", "2026-11-21T08:20:29Z"));
            assertThat(applied.awaitEnd()).as(applied.text()).isZero();
            assertThat(applied.text()).contains("version 1 is applied", "judge has it", "compares has it");
            manager.await("has version 1 of the policy");
            worker.await("has version 1 of the policy");
            cluster.capture(Samples.OFFICE, 100_000);
            Path notices = cluster.logs().resolve("notice.log");
            assertThat(ChildProcess.until(WRITING, () -> hasBoth(notices))).isTrue();
            assertThat(Logs.lines(notices))
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line)
                                    .containsEntry("note", "Scan::Address_Scan")
                                    .containsEntry("actions", "Notice::ACTION_LOG,Notice::ACTION_ALARM")
                                    .containsEntry("severity", "high")
                                    .containsEntry("suppressed", "0"),
                            line -> assertThat(line)
                                    .containsEntry("note", "Sigma::Match")
                                    .containsEntry("msg", "A late connection")
                                    .containsEntry("src", "10.77.0.66"));
            hasLoggedTheChange(cluster.logs().resolve("config.log"));
            ChildProcess listed = cluster.start("notices", List.of("--type", "Scan::Address_Scan"));
            assertThat(listed.awaitEnd()).isZero();
            assertThat(listed.text())
                    .contains("2026-11-21T08:20:30.875922Z  high  Scan::Address_Scan  10.77.0.66 scanned")
                    .hasLineCount(1);
            ChildProcess none = cluster.start("notices", List.of("--json", "--type", "A::B"));
            assertThat(none.awaitEnd()).isZero();
            assertThat(none.text()).isEmpty();
            ChildProcess shown = cluster.start("policy", List.of("show"));
            assertThat(shown.awaitEnd()).isZero();
            assertThat(shown.text())
                    .contains(
                            "version 1, applied ",
                            ": local.yaml, 1 file of Sigma rules",
                            "judge has version 1",
                            "compares has version 1");
        }
    }

    /** The file may be there before its header is. */
    private static boolean hasBoth(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.startsWith("#")).count() == 2;
        } catch (IOException e) {
            return false;
        }
    }

    private static void hasLoggedTheChange(Path changes) throws Exception {
        assertThat(ChildProcess.until(WRITING, () -> hasLine(changes, "sigma/rules.yml")))
                .isTrue();
        assertThat(Logs.lines(changes))
                .allSatisfy(line -> assertThat(line)
                        .containsEntry("ts", "1795249229.000000")
                        .containsEntry("location", "version 1 of the policy"))
                .extracting(line -> line.get("id"))
                .containsExactlyInAnyOrder(
                        "version", "notices.ignore", "notices.rules", "notices.rules.#1", "sigma/rules.yml");
    }

    private static boolean hasLine(Path log, String part) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains(part));
        } catch (IOException e) {
            return false;
        }
    }

    private static void sigma(Path folder, String rules) throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("sigma")).resolve("rules.yml"), rules);
    }

    private Path policy(String name, String yaml) throws Exception {
        Path folder = Files.createDirectory(directory.resolve(name));
        Files.writeString(folder.resolve("local.yaml"), yaml);
        return folder;
    }
}

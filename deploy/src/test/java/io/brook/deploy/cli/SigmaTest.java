package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sigma rules of a policy's folder, from a trace to notice.log. */
class SigmaTest {
    @TempDir
    private Path directory;

    private Path policy() throws Exception {
        Path rules = Files.createDirectories(
                directory.resolve("policy").resolve("sigma").resolve("web"));
        Files.writeString(rules.resolve("http.yml"), """
            title: A page was asked for
            id: 11111111-0000-4000-8000-000000000001
            level: low
            logsource: {product: zeek, service: http}
            detection:
              asked: {c-uri|startswith: /, src_ip|cidr: 10.77.0.0/24, sc-status: 200}
              other: {cs-method: POST}
              condition: asked and not other
            """);
        Files.writeString(rules.resolveSibling("names.yaml"), """
            title: A name was asked for
            level: critical
            logsource: {category: dns}
            detection:
              keywords: [office]
              condition: keywords
            ---
            title: A certificate
            logsource: {product: zeek, service: x509}
            detection:
              s: {certificate.version: 3}
              condition: s
            ---
            title: Only on Windows
            logsource: {product: windows, service: security}
            detection: {s: {EventID: 1}, condition: s}
            """);
        return directory.resolve("policy");
    }

    private List<String> notices(Path policy, int partitions) throws Exception {
        Path logs = directory.resolve("logs" + partitions);
        Cli result = Cli.run(
                "process",
                "--quiet",
                "--policy",
                policy,
                "--partitions",
                partitions,
                "--threads",
                2,
                "--log-dir",
                logs,
                Samples.OFFICE);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        return Files.readAllLines(logs.resolve("notice.log"));
    }

    @Test
    void findingsAreNoticesAtAnySplit() throws Exception {
        Path policy = policy();
        Cli checked = Cli.run("policy", "check", policy);
        assertThat(checked.out()).contains("3 Sigma rules; 0 left out, 1 of other products than Zeek");
        List<String> notices = notices(policy, 1);
        assertThat(notices(policy, 4)).isEqualTo(notices);
        assertThat(Logs.lines(directory.resolve("logs1").resolve("notice.log")).stream()
                        .filter(line -> line.get("note").equals("Sigma::Match")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .containsEntry("msg", "A page was asked for")
                                .containsEntry("sub", "low, http.log, rule 11111111-0000-4000-8000-000000000001")
                                .containsEntry("proto", "tcp")
                                .containsEntry("src", "10.77.0.2")
                                .containsEntry("p", "80"),
                        line -> assertThat(line)
                                .containsEntry("msg", "A name was asked for")
                                .containsEntry("sub", "critical, dns.log, rule A name was asked for")
                                .containsEntry("proto", "udp")
                                .containsEntry("suppress_for", "3600.000000"));
    }
}

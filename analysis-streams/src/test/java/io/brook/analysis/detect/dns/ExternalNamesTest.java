package io.brook.analysis.detect.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.Finding;
import io.brook.schemas.subject.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalNamesTest {
    private static final LocalNetworks SITE = LocalNetworks.of(List.of("198.51.100.0/24"));
    private static final DetectorSettings SETTINGS = new DetectorSettings(
            Map.of(), Map.of("LocalZones", List.of("Example.org", "corp.test")), Set.of(), Set.of(), List.of());

    private static Optional<Report> judge(DetectorSettings settings, String query, int port, String... answers) {
        DnsLog line = new DnsLog();
        line.setMeta(new LogMeta("s", 1L));
        line.setUid("C1");
        line.setId(new ConnId("10.0.0.1", 40_000, "9.9.9.9", port));
        line.setProto("udp");
        line.setQuery(query);
        line.setAnswers(List.of(answers));
        return new ExternalNames(settings, SITE).in(line);
    }

    @Test
    void aForeignNameOfALocalHostIsReported() {
        assertThat(judge(SETTINGS, "shop.evil.test", 53, "shop.cdn.test", "198.51.100.7"))
                .hasValueSatisfying(report -> {
                    Finding finding = (Finding) report.found();
                    assertThat(finding.getNote()).isEqualTo("DNS::External_Name");
                    assertThat(finding.getMsg())
                            .isEqualTo("shop.evil.test is pointing to a local host - 198.51.100.7.");
                    assertThat(finding.getIdentifier()).isEqualTo("198.51.100.7shop.evil.test");
                });
        assertThat(judge(SETTINGS, "notexample.org", 53, "198.51.100.7")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.org, 53, 198.51.100.7",
        "EXAMPLE.ORG, 53, 198.51.100.7",
        "a.b.corp.test, 53, 198.51.100.7",
        "printer.local, 5353, 198.51.100.7",
        "shop.evil.test, 53, 198.51.101.7",
        "shop.evil.test, 53, 198.51.100.example.org"
    })
    void otherAnswersAreNot(String query, int port, String answer) {
        assertThat(judge(SETTINGS, query, port, answer)).isEmpty();
    }

    @Test
    void withoutZonesNothingIs() {
        assertThat(judge(DetectorSettings.DEFAULT, "shop.evil.test", 53, "198.51.100.7"))
                .isEmpty();
    }
}

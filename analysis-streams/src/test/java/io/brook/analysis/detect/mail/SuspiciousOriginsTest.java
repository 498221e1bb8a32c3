package io.brook.analysis.detect.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.SmtpLog;
import io.brook.schemas.record.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuspiciousOriginsTest {
    private static final DetectorSettings SETTINGS = new DetectorSettings(
            Map.of(),
            Map.of("SuspiciousMailNetworks", List.of("203.0.113.0/24", "2001:db8::/32")),
            Set.of(),
            Set.of(),
            List.of());

    private static List<String> judge(DetectorSettings settings, String originating, String... path) {
        SmtpLog line = new SmtpLog();
        line.setMeta(new LogMeta("s", 1L));
        line.setUid("C1");
        line.setId(new ConnId("192.0.2.1", 40_000, "10.0.0.25", 25));
        line.setXOriginatingIp(originating);
        line.setPath(List.of(path));
        return new SuspiciousOrigins(settings)
                .in(line).stream()
                        .map(report -> (Finding) report.found())
                        .map(finding -> finding.getNote() + ' ' + finding.getMsg())
                        .toList();
    }

    @Test
    void mailFromANamedNetworkIsReported() {
        assertThat(judge(SETTINGS, "203.0.113.9", "10.0.0.25", "192.0.2.1"))
                .containsExactly("SMTP::Suspicious_Origination An email originated from  (203.0.113.9).");
        assertThat(judge(SETTINGS, null, "10.0.0.25", "192.0.2.1", "2001:db8::7"))
                .containsExactly(
                        "SMTP::Suspicious_Origination Based up Received headers, email originated from  (2001:db8::7).");
    }

    @Test
    void mailThatOnlyPassedThroughOneIsNot() {
        assertThat(judge(SETTINGS, "203.0.114.9", "10.0.0.25", "203.0.113.9", "192.0.2.1"))
                .isEmpty();
        assertThat(judge(SETTINGS, null)).isEmpty();
    }

    @Test
    void withoutNetworksNoneIs() {
        assertThat(judge(DetectorSettings.DEFAULT, "203.0.113.9")).isEmpty();
    }
}

package io.brook.analysis.detect.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.Finding;
import io.brook.schemas.subject.Report;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateAnswersTest {
    private static final LocalNetworks SITE = LocalNetworks.of(List.of("10.0.0.0/8", "198.51.100.0/24"));

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.1", "10.1.2.3", "172.16.0.1", "fd00::1"})
    void aPrivateAddressFromOutsideIsReported(String address) {
        assertThat(judge("9.9.9.9", 53, "www.example.org", address)).hasValueSatisfying(report -> {
            Finding finding = (Finding) report.found();
            assertThat(finding.getNote()).isEqualTo("DNS::Private_Answer");
            assertThat(finding.getIdentifier()).isEqualTo("10.0.0.1 example.org");
            assertThat(finding.getMsg())
                    .isEqualTo("9.9.9.9 answered with the private address " + address + " for a.example.org");
        });
    }

    @Test
    void theSitesOwnServersMayAnswerWithThem() {
        assertThat(judge("198.51.100.53", 53, "192.168.1.1")).isEmpty();
        assertThat(judge("192.168.1.53", 53, "192.168.1.1")).isEmpty();
    }

    @Test
    void multicastDnsIsOfNoInterest() {
        assertThat(judge("224.0.0.251", 5353, "192.168.1.1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "93.184.216.34",
                "127.0.0.2",
                "2606:2800::1",
                "999.1.1.1",
                "TXT 10 10.0.0.1",
                "a:b",
                ":::",
                "::1",
                ""
            })
    void otherAnswersAreNot(String answer) {
        assertThat(judge("9.9.9.9", 53, answer)).isEmpty();
    }

    private static Optional<Report> judge(String server, int port, String... answers) {
        DnsLog line = new DnsLog();
        line.setMeta(new LogMeta("s", 1L));
        line.setUid("C1");
        line.setId(new ConnId("10.0.0.1", 40_000, server, port));
        line.setProto("udp");
        line.setQuery("a.example.org");
        line.setAnswers(List.of(answers));
        return PrivateAnswers.in(line, SITE);
    }
}

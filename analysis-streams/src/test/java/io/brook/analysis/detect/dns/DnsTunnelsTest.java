package io.brook.analysis.detect.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.Evidence;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.LongName;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsTunnelsTest {
    private static final String DATA = "x".repeat(DnsNames.LONG);

    private final List<Notice> notices = new ArrayList<>();
    private final DnsTunnels tunnels = new DnsTunnels(DetectorSettings.DEFAULT, "s", new SavedMaps(), notices::add);

    @Test
    void manyLongNamesOfOneDomainAreATunnel() {
        for (int i = 0; i < 99; i++) {
            ask(DATA + i + ".t.example.org", i);
            ask(DATA + i + ".t.example.org", i);
        }
        assertThat(notices).isEmpty();
        ask(DATA + "99.t.example.org", 99);
        assertThat(notices).hasSize(1);
        assertThat(notices.get(0).getMsg())
                .isEqualTo("10.0.0.1 asked for at least 100 different long names of example.org in 1m39s");
    }

    @Test
    void shortNamesAndNamesOfManyDomainsAreNone() {
        for (int i = 0; i < 1_000; i++) {
            ask("host" + i + ".example.org", i / 10);
            ask(DATA + ".example" + i + ".org", i / 10);
            ask("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0." + i + ".ip6.arpa", i / 10);
        }
        assertThat(notices).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.org, example.org",
        "a.b.example.co.uk, example.co.uk",
        "example.org, example.org",
        "co.uk, co.uk",
        "localhost, localhost",
        "a.., .",
        ". , ."
    })
    void tellsTheDomainOfAName(String name, String domain) {
        assertThat(DnsNames.domain(name)).isEqualTo(domain);
    }

    private void ask(String name, long second) {
        DnsLog line = new DnsLog();
        line.setMeta(new LogMeta("s", Duration.ofSeconds(second).toNanos()));
        line.setUid("C1");
        line.setId(new ConnId("10.0.0.1", 40_000, "192.0.2.53", 53));
        line.setQuery(name);
        Evidence.in(line).forEach(report -> tunnels.observe(report.subject(), (LongName) report.found()));
    }
}

package io.brook.analysis.detect.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.AskedName;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryVolumeTest {
    private static final DetectorSettings WANTED = new DetectorSettings(Map.of("DnsVolumeThreshold", 50), Set.of());

    private final List<Notice> notices = new ArrayList<>();
    private QueryVolume volume = new QueryVolume(WANTED, "s", new SavedMaps(), notices::add);

    private void ask(String client, String name, int port, long second) {
        DnsLog line = new DnsLog();
        line.setMeta(new LogMeta("s", Duration.ofSeconds(second).toNanos()));
        line.setId(new ConnId(client, 40_000, "192.0.2.53", port));
        line.setQuery(name);
        QueryVolume.in(line).ifPresent(report -> volume.observe(report.subject(), (AskedName) report.found()));
    }

    @Test
    void aClientThatAsksForManyNamesIsReported() {
        for (int i = 0; i < 50; i++) {
            ask("10.0.0.1", "host" + i + ".example.org", 53, i);
        }
        assertThat(notices).singleElement().satisfies(notice -> {
            assertThat(notice.getNote()).isEqualTo("DNS::Query_Volume");
            assertThat(notice.getSrc()).isEqualTo("10.0.0.1");
            assertThat(notice.getMsg()).isEqualTo("10.0.0.1 asked for at least 50 different names in 0m49s");
            assertThat(notice.getSub()).startsWith("Some of them: host0.example.org, host1.example.org");
            assertThat(notice.getN()).isEqualTo(50);
        });
    }

    @Test
    void fewerNamesOrTheSameOrSlowerOnesAreNot() {
        for (int i = 0; i < 200; i++) {
            ask("10.0.0.1", "host" + i % 49 + ".example.org", 53, i);
            ask("10.0.0." + (2 + i % 5), "name" + i + ".example.org", 53, i);
            ask("10.0.0.9", "mdns" + i + ".local", 5353, i);
        }
        for (int i = 0; i < 200; i++) {
            ask("10.0.0.8", "slow" + i + ".example.org", 53, 1_000 + 13L * i);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void nobodyIsUnlessAsked() {
        volume = new QueryVolume(DetectorSettings.DEFAULT, "s", new SavedMaps(), notices::add);
        for (int i = 0; i < 100; i++) {
            ask("10.0.0.1", "host" + i + ".example.org", 53, i);
        }
        assertThat(notices).isEmpty();
        assertThat(QueryVolume.isWanted(DetectorSettings.DEFAULT)).isFalse();
        assertThat(QueryVolume.isWanted(WANTED)).isTrue();
    }
}

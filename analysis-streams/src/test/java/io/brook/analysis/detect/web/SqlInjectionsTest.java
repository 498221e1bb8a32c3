package io.brook.analysis.detect.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.Evidence;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.HttpLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.SqlInjection;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlInjectionsTest {
    private final List<Notice> notices = new ArrayList<>();
    private final SqlInjections injections =
            new SqlInjections(DetectorSettings.DEFAULT, "s", new SavedMaps(), notices::add);

    @Test
    void fiftyRequestsOfOneClientMakeAnAttackerAndAVictim() {
        requests(49, 1, List.of("HTTP::URI_SQLI"));
        assertThat(notices).isEmpty();
        requests(50, 1, List.of("HTTP::URI_SQLI"));
        assertThat(notices)
                .extracting(Notice::getNote)
                .containsExactly("HTTP::SQL_Injection_Attacker", "HTTP::SQL_Injection_Victim");
        assertThat(notices).extracting(Notice::getIdentifier).containsExactly("10.0.0.1", "192.0.2.1");
        assertThat(notices).extracting(Notice::getSrc).containsOnly("10.0.0.1");
        assertThat(notices).extracting(Notice::getDst).containsOnly("192.0.2.1");
    }

    @Test
    void otherRequestsDoNotCount() {
        requests(100, 1, List.of());
        assertThat(notices).isEmpty();
    }

    @Test
    void requestsThatAreFurtherApartDoNotCount() {
        requests(100, 7, List.of("HTTP::URI_SQLI"));
        assertThat(notices).isEmpty();
    }

    /** @param apart in seconds */
    private void requests(int count, int apart, List<String> tags) {
        for (int i = 1; i <= count; i++) {
            HttpLog line = new HttpLog();
            line.setMeta(new LogMeta("s", Duration.ofSeconds((long) i * apart).toNanos()));
            line.setUid("C1");
            line.setId(new ConnId("10.0.0.1", 40_000, "192.0.2.1", 80));
            line.setTransDepth(i);
            line.setTags(tags);
            for (Report report : Evidence.in(line)) {
                injections.observe(report.subject(), (SqlInjection) report.found());
            }
        }
    }
}

package io.brook.analysis.detect.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.SignaturesLog;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.SignatureMatch;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class SignatureMatchesTest {
    private final List<SpecificRecord> lines = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final SignatureMatches detector = new SignatureMatches("s", new SavedMaps(), lines::add, notices::add);

    @Test
    void logsAMatchFromWhomItCame() {
        match("10.0.0.2", false, 0);
        assertThat(lines).singleElement().isInstanceOfSatisfying(SignaturesLog.class, line -> {
            assertThat(List.of(line.getSrcAddr(), line.getSrcPort(), line.getDstAddr(), line.getDstPort()))
                    .containsExactly("10.0.0.2", 4444, "10.0.0.1", 40000);
            assertThat(line.getEventMsg()).isEqualTo("10.0.0.2: a shell");
            assertThat(line.getSubMsg()).isEqualTo("banner");
        });
        assertThat(notices).singleElement().satisfies(notice -> {
            assertThat(notice.getNote()).isEqualTo(SignatureMatches.MATCH);
            assertThat(notice.getIdentifier()).isNull();
            assertThat(notice.getSrc()).isEqualTo("10.0.0.2");
            assertThat(notice.getDst()).isEqualTo("10.0.0.1");
            assertThat(notice.getId().getRespH()).isEqualTo("10.0.0.2");
        });
    }

    @Test
    void tellsOfAnOriginatorThatMatchesAtManyHosts() {
        for (int host = 2; host < 13; host++) {
            match("10.0.0." + host, true, host);
            match("10.0.0." + host, true, host);
        }
        assertThat(manyHosts())
                .extracting(Notice::getSrc, Notice::getN, Notice::getSub)
                .containsExactly(
                        tuple("10.0.0.1", 5L, "10.0.0.1 has triggered signature shell on 5 hosts"),
                        tuple("10.0.0.1", 10L, "10.0.0.1 has triggered signature shell on 10 hosts"));
        assertThat(lines).hasSize(24);
    }

    @Test
    void forgetsAfterAQuietHour() {
        for (int host = 2; host < 6; host++) {
            match("10.0.0." + host, true, host);
        }
        match("10.0.0.6", true, 66);
        assertThat(manyHosts()).isEmpty();
    }

    private List<Notice> manyHosts() {
        return notices.stream()
                .filter(notice -> notice.getNote().equals(SignatureMatches.MANY_HOSTS))
                .toList();
    }

    private void match(String responder, boolean fromOriginator, long minute) {
        long time = Duration.ofMinutes(minute).toNanos();
        detector.observe(
                "signatures 10.0.0.1",
                new SignatureMatch(
                        new LogMeta("s", time),
                        "C1",
                        new ConnId("10.0.0.1", 40000, responder, 4444),
                        fromOriginator,
                        "shell",
                        "a shell",
                        "banner"));
    }
}

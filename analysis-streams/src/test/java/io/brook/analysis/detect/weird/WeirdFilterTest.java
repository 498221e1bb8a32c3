package io.brook.analysis.detect.weird;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.registry.WeirdTable;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.store.SavedMaps;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeirdFilterTest {
    private static final String LOGGED = "window_recision";
    private static final String PER_CONNECTION = "simultaneous_open";
    private static final String PER_ORIGINATOR = "bad_TCP_checksum";
    private static final String IGNORED = "spontaneous_FIN";

    private final WeirdFilter filter = new WeirdFilter(WeirdTable.POLICY, "s", new SavedMaps());

    @Test
    void theSameOfTheSameEndpointsIsNewsAgainAfterTenMinutes() {
        assertThat(isNews(LOGGED, "10.0.0.1", "C1", 0)).isTrue();
        assertThat(isNews(LOGGED, "10.0.0.1", "C1", 1)).isFalse();
        assertThat(isNews(LOGGED, "10.0.0.1", "C2", 2)).isFalse();
        assertThat(isNews(LOGGED, "10.0.0.1", "C1", 599)).isFalse();
        assertThat(isNews(LOGGED, "10.0.0.1", "C1", 600)).isTrue();
    }

    @Test
    void othersAndThoseOfOthersAreNews() {
        assertThat(isNews(LOGGED, "10.0.0.1", "C1", 0)).isTrue();
        assertThat(isNews(LOGGED, "10.0.0.2", "C2", 0)).isTrue();
        assertThat(isNews("TCP_christmas", "10.0.0.1", "C1", 0)).isTrue();
    }

    @Test
    void someAreNewsOnceForEachConnection() {
        assertThat(isNews(PER_CONNECTION, "10.0.0.1", "C1", 0)).isTrue();
        assertThat(isNews(PER_CONNECTION, "10.0.0.1", "C1", 700)).isFalse();
        assertThat(isNews(PER_CONNECTION, "10.0.0.1", "C2", 701)).isTrue();
    }

    @Test
    void someAreNewsOnceADayForEachOriginator() {
        int day = (int) TimeUnit.DAYS.toSeconds(1);
        assertThat(isNews(PER_ORIGINATOR, "10.0.0.1", "C1", 0)).isTrue();
        assertThat(isNews(PER_ORIGINATOR, "10.0.0.1", "C2", day - 1)).isFalse();
        assertThat(isNews(PER_ORIGINATOR, "10.0.0.2", "C3", day - 1)).isTrue();
        assertThat(isNews(PER_ORIGINATOR, "10.0.0.1", "C4", day)).isTrue();
    }

    @Test
    void someAreNoNewsAtAll() {
        assertThat(isNews(IGNORED, "10.0.0.1", "C1", 0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({LOGGED + ", false", PER_CONNECTION + ", false", PER_ORIGINATOR + ", true"})
    void allThatMaySuppressEachOtherHaveOneSubject(String name, boolean byOriginator) {
        WeirdLog one = weird(name, "10.0.0.1", "C1", 0);
        WeirdLog sameConnection = weird(name, "10.0.0.1", "C1", 5);
        WeirdLog sameOriginator = weird(name, "10.0.0.1", "C2", 5);
        sameOriginator.getId().setRespH("10.9.9.9");
        assertThat(subjectOf(sameConnection)).isEqualTo(subjectOf(one));
        assertThat(subjectOf(sameOriginator).equals(subjectOf(one))).isEqualTo(byOriginator);
    }

    @Test
    void someAreRaisedAsNoticesToo() {
        WeirdLog storm = weird("FIN_storm", "10.0.0.1", "C1", 7);
        assertThat(filter.noticeOf(storm)).hasValueSatisfying(notice -> {
            assertThat(notice.getNote()).isEqualTo("Weird::Activity");
            assertThat(notice.getTime()).isEqualTo(storm.getTs());
            assertThat(notice.getUid()).isEqualTo("C1");
            assertThat(notice.getSrc()).isEqualTo("10.0.0.1");
        });
        assertThat(storm.getNotice()).isTrue();
        WeirdLog other = weird(LOGGED, "10.0.0.1", "C1", 7);
        assertThat(filter.noticeOf(other)).isEmpty();
        assertThat(other.getNotice()).isFalse();
    }

    @Test
    void aWeirdOfNoEndpointsHasASubjectToo() {
        WeirdLog weird = new WeirdLog(new LogMeta("s", 0L), 0L, null, null, "truncated_IP", null, false, "zeek", "IP");
        assertThat(subjectOf(weird)).isEqualTo("truncated_IP ");
        assertThat(filter.isNews(weird)).isTrue();
        assertThat(filter.isNews(weird)).isFalse();
    }

    @Test
    void remembersABoundedNumber() {
        for (int i = 0; i < WeirdFilter.MAX_REMEMBERED; i++) {
            isNews(LOGGED, "2001:db8::" + Integer.toHexString(i), "C", 0);
        }
        assertThat(isNews(LOGGED, "2001:db8::0", "C", 1)).isFalse();
        assertThat(isNews(LOGGED, "10.0.0.1", "C", 1)).isTrue();
        assertThat(isNews(LOGGED, "2001:db8::0", "C", 1)).isTrue();
    }

    private boolean isNews(String name, String originator, String uid, int second) {
        return filter.isNews(weird(name, originator, uid, second));
    }

    private static String subjectOf(WeirdLog weird) {
        return WeirdFilter.subjectOf(weird, WeirdTable.POLICY.actionOf(weird.getName()));
    }

    private static WeirdLog weird(String name, String originator, String uid, int second) {
        long time = TimeUnit.SECONDS.toNanos(second);
        ConnId id = new ConnId(originator, 4000, "10.0.0.9", 80);
        return new WeirdLog(new LogMeta("s", time), time, uid, id, name, null, false, "zeek", "TCP");
    }
}

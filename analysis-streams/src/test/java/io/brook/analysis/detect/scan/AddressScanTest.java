package io.brook.analysis.detect.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.count.DistinctWindow;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AddressScanTest {
    private static final long START = 1_700_000_000_000_000_000L;

    private final List<Notice> notices = new ArrayList<>();
    private final AddressScan scan = new AddressScan(
            new DetectorSettings(Map.of("ScanAddressThreshold", 5), Set.of()), "s", new SavedMaps(), notices::add);

    @Test
    void raisesANoticeAtTheThresholdAndNotBefore() {
        for (int target = 1; target <= 4; target++) {
            attempt("10.0.0.1", target, 22, target);
            assertThat(notices).isEmpty();
        }
        attempt("10.0.0.1", 5, 22, 65);
        assertThat(notices).hasSize(1);
        Notice notice = notices.get(0);
        assertThat(notice.getNote()).isEqualTo("Scan::Address_Scan");
        assertThat(notice.getSensor()).isEqualTo("s");
        assertThat(notice.getIdentifier()).isEqualTo("10.0.0.1");
        assertThat(notice.getSrc()).isEqualTo("10.0.0.1");
        assertThat(notice.getDst()).isNull();
        assertThat(notice.getP()).isEqualTo(22);
        assertThat(notice.getN()).isEqualTo(5);
        assertThat(notice.getTime()).isEqualTo(START + TimeUnit.SECONDS.toNanos(65));
        assertThat(notice.getMsg()).isEqualTo("10.0.0.1 scanned at least 5 unique hosts on port 22/tcp in 1m4s");
    }

    @Test
    void countsTargetsNotAttempts() {
        for (int time = 0; time < 100; time++) {
            attempt("10.0.0.1", time % 4, 22, time);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void countsEachSourceForItself() {
        for (int target = 0; target < 4; target++) {
            for (int source = 0; source < 100; source++) {
                attempt("10.0.1." + source, target, 22, target);
            }
        }
        assertThat(notices).isEmpty();
        attempt("10.0.1.7", 4, 22, 5);
        assertThat(notices).extracting(Notice::getSrc).containsExactly("10.0.1.7");
    }

    @Test
    void raisesOneNoticeAndThenCountsFromNothing() {
        for (int target = 0; target < 9; target++) {
            attempt("10.0.0.1", target, 22, target);
        }
        assertThat(notices).hasSize(1);
        attempt("10.0.0.1", 9, 22, 9);
        assertThat(notices).hasSize(2);
    }

    @Test
    void forgetsTargetsOutsideTheInterval() {
        // Four targets in each five minutes, for an hour.
        for (int i = 0; i < 48; i++) {
            attempt("10.0.0.1", i, 22, i * 75L);
        }
        assertThat(notices).isEmpty();
        // And just faster than that.
        for (int i = 100; i < 105; i++) {
            attempt("10.0.0.1", i, 22, 4000 + i * 74);
        }
        assertThat(notices).hasSize(1);
    }

    @Test
    void anAttemptExactlyOneIntervalAgoIsForgotten() {
        attempt("10.0.0.1", 0, 22, 0);
        for (int target = 1; target < 5; target++) {
            attempt("10.0.0.1", target, 22, 300);
        }
        assertThat(notices).isEmpty();
        attempt("10.0.0.1", 5, 22, 300);
        assertThat(notices).hasSize(1);
    }

    @Test
    void aTargetTriedAgainIsRememberedAnew() {
        attempt("10.0.0.1", 0, 22, 0);
        attempt("10.0.0.1", 0, 22, 290);
        for (int target = 1; target < 5; target++) {
            attempt("10.0.0.1", target, 22, 500);
        }
        assertThat(notices).hasSize(1);
    }

    @Test
    void countsEachPortForItself() {
        for (int target = 0; target < 100; target++) {
            attempt("10.0.0.1", target, 6881 + target / 4, target);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void sourcesThatAreQuietForTheIntervalAreForgotten() {
        for (int target = 0; target < 4; target++) {
            attempt("10.0.0.1", target, 22, 0);
        }
        attempt("10.0.0.2", 1, 22, 300);
        attempt("10.0.0.1", 4, 22, 300);
        assertThat(notices).isEmpty();
    }

    @Test
    void remembersABoundedNumberOfSourcesAndForgetsTheQuietestFirst() {
        for (int target = 0; target < 4; target++) {
            attempt("10.0.0.1", target, 22, 0);
            attempt("10.0.0.2", target, 22, 0);
        }
        for (int source = 0; source < DistinctWindow.MAX_SUBJECTS - 1; source++) {
            attempt("2001:db8::" + Integer.toHexString(source), 1, 22, 1);
        }
        // The first of the two had been quiet for longest when the last of the others came.
        attempt("10.0.0.2", 4, 22, 2);
        attempt("10.0.0.1", 4, 22, 2);
        assertThat(notices).extracting(Notice::getSrc).containsExactly("10.0.0.2");
    }

    private void attempt(String source, int target, int port, long second) {
        long time = START + TimeUnit.SECONDS.toNanos(second);
        scan.observe(
                source, new FailedAttempt(new LogMeta("s", time), source, "192.0.2." + target, port, "C" + target));
    }
}

package io.brook.analysis.detect.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.Hop;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracerouteTest {
    private static final long START = 1_700_000_000_000_000_000L;

    private final List<Notice> notices = new ArrayList<>();
    private final Traceroute detector = new Traceroute(DetectorSettings.DEFAULT, "s", new SavedMaps(), notices::add);

    @Test
    void threeRoutersAfterASmallTimeToLiveAreATraceroute() {
        hop(null, 0);
        hop("192.0.2.1", 1);
        hop("192.0.2.2", 2);
        hop("192.0.2.2", 3);
        assertThat(notices).isEmpty();
        hop("192.0.2.3", 4);
        assertThat(notices).hasSize(1);
        assertThat(notices.get(0).getMsg()).isEqualTo("10.0.0.1 seems to be running traceroute using udp");
        assertThat(notices.get(0).getIdentifier()).isEqualTo("10.0.0.1 udp");
    }

    @Test
    void routersAloneAreNone() {
        for (int router = 0; router < 20; router++) {
            hop("192.0.2." + router, router);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void whatIsFurtherApartIsNone() {
        for (int router = 0; router < 20; router++) {
            hop(null, router * 95L);
            hop("192.0.2." + router, router * 95L);
        }
        assertThat(notices).isEmpty();
    }

    private void hop(String router, long second) {
        LogMeta meta = new LogMeta("s", START + Duration.ofSeconds(second).toNanos());
        detector.observe("a b udp", new Hop(meta, "10.0.0.1", "198.51.100.1", "udp", router));
    }
}

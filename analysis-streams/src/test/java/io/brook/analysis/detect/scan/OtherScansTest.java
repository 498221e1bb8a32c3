package io.brook.analysis.detect.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Scans of ports and at random: each finds its own, and none of the others. */
class OtherScansTest {
    private static final long START = 1_700_000_000_000_000_000L;

    private final List<Notice> notices = new ArrayList<>();
    private final List<Detector<FailedAttempt>> scans = List.of(
            new AddressScan(DetectorSettings.DEFAULT, "s", new SavedMaps(), notices::add),
            new PortScan(DetectorSettings.DEFAULT, "s", new SavedMaps(), notices::add),
            new RandomScan(DetectorSettings.DEFAULT, "s", new SavedMaps(), notices::add));

    @Test
    void manyPortsOfOneHostAreAScanOfPorts() {
        for (int port = 1; port <= 14; port++) {
            attempt("192.0.2.1", port, port);
            attempt("192.0.2.1", port, port);
        }
        assertThat(notices).isEmpty();
        attempt("192.0.2.1", 15, 74);
        assertThat(notices).hasSize(1);
        Notice notice = notices.get(0);
        assertThat(notice.getNote()).isEqualTo("Scan::Port_Scan");
        assertThat(notice.getMsg()).isEqualTo("10.0.0.1 scanned at least 15 unique ports of host 192.0.2.1 in 1m13s");
        assertThat(notice.getDst()).isEqualTo("192.0.2.1");
        assertThat(notice.getN()).isEqualTo(15);
    }

    @Test
    void portsOfManyHostsAreNoScanOfPorts() {
        for (int i = 0; i < 140; i++) {
            attempt("192.0.2." + i / 14, 1 + i % 14, i);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void portsTriedSlowlyAreNoScan() {
        for (int port = 1; port < 100; port++) {
            attempt("192.0.2.1", port, port * 22L);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void manyHostsEachOnAnotherPortAreARandomScan() {
        for (int i = 0; i < 99; i++) {
            attempt("192.0.2." + i, 2000 + i, i);
        }
        assertThat(notices).isEmpty();
        attempt("192.0.2.99", 2099, 99);
        assertThat(notices).hasSize(1);
        Notice notice = notices.get(0);
        assertThat(notice.getNote()).isEqualTo("Scan::Random_Scan");
        assertThat(notice.getMsg())
                .isEqualTo("10.0.0.1 scanned at least 100 unique hosts, each on another port, in 1m39s");
        assertThat(notice.getN()).isEqualTo(100);
    }

    @Test
    void aScanOfAddressesIsNoOther() {
        for (int i = 0; i < 1000; i++) {
            attempt("198.51." + i / 250 + '.' + i % 250, 445, i / 10);
        }
        assertThat(notices).extracting(Notice::getNote).containsOnly("Scan::Address_Scan");
    }

    @Test
    void aScanOfPortsIsNoOther() {
        for (int i = 0; i < 1000; i++) {
            attempt("192.0.2.1", i, i / 10);
        }
        assertThat(notices).extracting(Notice::getNote).containsOnly("Scan::Port_Scan");
    }

    private void attempt(String target, int port, long second) {
        long time = START + TimeUnit.SECONDS.toNanos(second);
        FailedAttempt attempt = new FailedAttempt(new LogMeta("s", time), "10.0.0.1", target, port, "C1");
        scans.forEach(scan -> scan.observe("10.0.0.1", attempt));
    }
}

package io.brook.analysis.detect.software;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.SoftwareLog;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftwareVersionsTest {
    private static final DetectorSettings SETTINGS = new DetectorSettings(
            Map.of(),
            Map.of(
                    "VulnerableSoftware",
                    List.of("OpenSSH up to 7.3", "Flash Player from 10.1 to 11.2.202"),
                    "WatchedSoftware",
                    List.of("OpenSSH")),
            Set.of(),
            Set.of(),
            List.of());

    private final List<Notice> notices = new ArrayList<>();
    private final SoftwareVersions versions = new SoftwareVersions(SETTINGS, "s", new SavedMaps(), notices::add);

    private void see(String host, String name, String version, long hour) {
        SoftwareLog line = new SoftwareLog();
        line.setMeta(new LogMeta("s", Duration.ofHours(hour).toNanos()));
        line.setHost(host);
        line.setSoftwareType("SSH::SERVER");
        line.setName(name);
        line.setVersion(Versions.parse(version).orElseThrow());
        versions.observe(host + ' ' + name, line);
    }

    private List<String> said() {
        return notices.stream()
                .map(notice -> notice.getNote() + ": " + notice.getMsg())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"OpenSSH, 7.3", "OpenSSH, 5", "OpenSSH, 6.6.1-p1", "Flash Player, 10.1", "Flash Player, 11.2.202"})
    void vulnerableVersionsAreReported(String name, String version) {
        see("10.0.0.1", name, version, 1);
        assertThat(said())
                .containsExactly("Software::Vulnerable_Version: 10.0.0.1 is running " + name + ' ' + version
                        + " which is vulnerable.");
        assertThat(notices.get(0).getSrc()).isEqualTo("10.0.0.1");
        assertThat(notices.get(0).getSub()).isEqualTo(name + ' ' + version);
    }

    @ParameterizedTest
    @CsvSource({"OpenSSH, 7.3.1", "OpenSSH, 7.4", "Flash Player, 10.0.9", "Flash Player, 11.2.203", "nginx, 1.0"})
    void othersAreNot(String name, String version) {
        see("10.0.0.1", name, version, 1);
        assertThat(notices).isEmpty();
    }

    @Test
    void theSameIsReportedOnceADay() {
        see("10.0.0.1", "OpenSSH", "7.0", 1);
        see("10.0.0.1", "OpenSSH", "7.0", 20);
        see("10.0.0.2", "OpenSSH", "7.0", 20);
        assertThat(notices).extracting(Notice::getSrc).containsExactly("10.0.0.1", "10.0.0.2");
        see("10.0.0.1", "OpenSSH", "7.0", 25);
        assertThat(notices).hasSize(3);
    }

    @Test
    void changesOfWatchedSoftwareAreReported() {
        see("10.0.0.1", "OpenSSH", "8.1p1", 1);
        see("10.0.0.1", "OpenSSH", "8.2p1", 2);
        see("10.0.0.1", "OpenSSH", "8.2p1", 3);
        see("10.0.0.1", "nginx", "1.0", 3);
        see("10.0.0.1", "nginx", "1.1", 3);
        see("10.0.0.2", "OpenSSH", "9.0", 3);
        assertThat(said())
                .containsExactly("Software::Software_Version_Change: 7200.000000 SSH::SERVER 'OpenSSH' version changed"
                        + " from 8.1-p1 to 8.2-p1");
    }

    @Test
    void aVersionAfterADayIsNoChange() {
        see("10.0.0.1", "OpenSSH", "8.1", 1);
        see("10.0.0.1", "OpenSSH", "8.2", 25);
        assertThat(notices).isEmpty();
    }

    @Test
    void onlyWhatIsNamedIsReportedByWorkers() {
        assertThat(SoftwareVersions.wanted(SETTINGS)).containsExactlyInAnyOrder("OpenSSH", "Flash Player");
        assertThat(SoftwareVersions.wanted(DetectorSettings.DEFAULT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"OpenSSH", "OpenSSH 7.3", "OpenSSH up to", "OpenSSH up to x", "OpenSSH from x to 7", "up to 7"})
    void mistakesInRangesAreFound(String text) {
        assertThat(VulnerableRange.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "7.3p1, 7.3-p1", "1.2.3.4-beta, 1.2.3.4-beta", "1.0.2-1, 1.0.2-1"})
    void versionsAreReadAndWritten(String text, String written) {
        assertThat(Versions.parse(text))
                .hasValueSatisfying(
                        version -> assertThat(Versions.text(version)).isEqualTo(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.", ".1", "1..2", "1-", "1234567890"})
    void otherTextIsNoVersion(String text) {
        assertThat(Versions.parse(text)).isEmpty();
    }
}

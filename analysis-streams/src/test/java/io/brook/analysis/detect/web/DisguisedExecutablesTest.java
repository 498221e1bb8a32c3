package io.brook.analysis.detect.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.HttpLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.Finding;
import io.brook.schemas.subject.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisguisedExecutablesTest {
    private final HttpLog line = new HttpLog();

    DisguisedExecutablesTest() {
        line.setMeta(new LogMeta("s", 1L));
        line.setUid("C1");
        line.setId(new ConnId("10.0.0.1", 40_000, "192.0.2.80", 80));
        line.setHost("example.org");
    }

    private Optional<Report> judge(String uri, String type, String name) {
        line.setUri(uri);
        line.setRespMimeTypes(List.of(type));
        line.setRespFilenames(name == null ? null : List.of(name));
        return new DisguisedExecutables(DetectorSettings.DEFAULT).in(line);
    }

    @ParameterizedTest
    @CsvSource({
        "/img/cat.jpg?size=2,, application/x-dosexec, cat.jpg",
        "/cat.JPG,, application/x-executable, cat.JPG",
        "/get.php, invoice.pdf, application/x-dosexec, invoice.pdf",
        "/a.txt,, application/x-sharedlib, a.txt",
        "/a.png,, application/x-mach-o-executable, a.png"
    })
    void aProgramWithAnotherNameIsReported(String uri, String name, String type, String said) {
        assertThat(judge(uri, type, name)).hasValueSatisfying(report -> {
            Finding finding = (Finding) report.found();
            assertThat(finding.getNote()).isEqualTo("HTTP::Disguised_Executable");
            assertThat(finding.getMsg())
                    .isEqualTo(said + " is an executable (" + type + "), though its name is not one's");
            assertThat(finding.getSub()).isEqualTo("example.org" + uri);
            assertThat(finding.getIdentifier()).isEqualTo("10.0.0.1 192.0.2.80 " + said);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/setup.exe,, application/x-dosexec",
        "/cat.jpg,, image/jpeg",
        "/cat.jpg, setup.exe, application/x-dosexec",
        "/download,, application/x-dosexec",
        "/get.php?file=cat.jpg,, application/x-dosexec",
        "/jpg,, text/plain"
    })
    void othersAreNot(String uri, String name, String type) {
        assertThat(judge(uri, type, name)).isEmpty();
    }

    @Test
    void uploadsAreJudged() {
        line.setUri("/upload");
        line.setOrigMimeTypes(List.of("text/plain", "application/x-dosexec"));
        line.setOrigFilenames(List.of("holiday.gif"));
        assertThat(new DisguisedExecutables(DetectorSettings.DEFAULT).in(line)).isPresent();
    }

    @Test
    void theSiteSaysWhichNamesAreHarmless() {
        DetectorSettings settings = new DetectorSettings(
                Map.of(), Map.of("HarmlessExtensions", List.of("DAT")), Set.of(), Set.of(), List.of());
        line.setUri("/a.dat");
        line.setRespMimeTypes(List.of("application/x-dosexec"));
        assertThat(new DisguisedExecutables(settings).in(line)).isPresent();
        line.setUri("/a.jpg");
        assertThat(new DisguisedExecutables(settings).in(line)).isEmpty();
    }

    @Test
    void requestsWithoutAPathAreNoTrouble() {
        line.setRespMimeTypes(List.of("application/x-dosexec"));
        assertThat(new DisguisedExecutables(DetectorSettings.DEFAULT).in(line)).isEmpty();
    }
}

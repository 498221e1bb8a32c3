package io.brook.schemas.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensorNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"dmz", "office.pcap", "tap-1_north", "my trace (1).pcap", "büro", "a..b", "網路"})
    void takes(String name) {
        assertThat(SensorName.fault(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " a",
                "a ",
                ".",
                "..",
                ".hidden",
                "-C",
                "a/b ../x",
                "a\\b",
                "a#b",
                "a\tb",
                "a\nb",
                "a\u0000",
                "a\u202eb",
                "a\u2028b",
                "\ud800"
            })
    void refuses(String name) {
        assertThat(SensorName.fault(name))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains(SensorName.RULE).matches("\\P{Cntrl}+"));
    }

    @Test
    void tellsTheLivesOfASensorApart() {
        assertThat(SensorName.inRecords("dmz", 1)).isEqualTo("dmz");
        assertThat(SensorName.inRecords("dmz", 12)).isEqualTo("dmz#12");
        assertThat(SensorName.of("dmz")).isEqualTo("dmz");
        assertThat(SensorName.of("dmz#12")).isEqualTo("dmz");
    }

    @Test
    void countsBytes() {
        assertThat(SensorName.fault("ü".repeat(SensorName.MAX_BYTES / 2))).isEmpty();
        assertThat(SensorName.fault("ü".repeat(SensorName.MAX_BYTES / 2) + "a")).isPresent();
    }
}

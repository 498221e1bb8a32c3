package io.brook.analysis.detect.unknown;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.UnknownProtocolsLog;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class FirstOfAnHourTest {
    private final List<SpecificRecord> lines = new ArrayList<>();
    private final FirstOfAnHour filter = new FirstOfAnHour("s", new SavedMaps(), lines::add);

    @Test
    void logsThreeOfEachProtocolInEachHour() {
        for (int minute = 0; minute < 59; minute++) {
            packet("LLC 0x42", minute);
            packet("LLC 0xf8", minute);
        }
        assertThat(lines).hasSize(6);
        for (int minute = 60; minute < 70; minute++) {
            packet("LLC 0x42", minute);
        }
        assertThat(lines).hasSize(9);
    }

    private void packet(String subject, long minute) {
        long time = Duration.ofMinutes(minute).toNanos();
        filter.observe(
                subject,
                new UnknownProtocolsLog(new LogMeta("s", time), time, "LLC", "0x42", "42", List.of("ETHERNET", "LLC")));
    }
}

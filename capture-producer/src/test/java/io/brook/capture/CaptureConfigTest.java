package io.brook.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.schemas.flow.FlowPartitioning;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CaptureConfigTest {
    @Test
    void theDefaults() {
        assertThat(CaptureConfig.DEFAULT)
                .isEqualTo(new CaptureConfig(
                        FlowPartitioning.HOST_PAIR, Duration.ofMillis(100), 65_536, true, true, false));
    }

    @Test
    void takesTheEndsOfItsRanges() {
        assertThat(new CaptureConfig(FlowPartitioning.FLOW, Duration.ZERO, 1, true, false, false).batchBytes())
                .isEqualTo(1);
        assertThat(new CaptureConfig(FlowPartitioning.FLOW, Duration.ofMinutes(1), 524_288, true, false, false)
                        .batchBytes())
                .isEqualTo(524_288);
    }

    @Test
    void namesEverySettingThatIsOutOfRange() {
        assertThatThrownBy(() -> new CaptureConfig(null, Duration.ofNanos(-1), 0, true, false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capture: partitioning is missing: host_pair, flow or subnet; "
                        + "linger is PT-0.000000001S: it must not be negative, and at most PT1M; "
                        + "batchBytes is 0: it must be from 1 to 524288");
        assertThatThrownBy(() ->
                        new CaptureConfig(FlowPartitioning.FLOW, Duration.ofSeconds(61), 524_289, true, false, false))
                .hasMessageContainingAll("linger is PT1M1S", "batchBytes is 524289");
    }
}

package io.brook.capture.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.Silence;
import org.junit.jupiter.api.Test;

class RhythmMeterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;

    private final RhythmMeter meter = new RhythmMeter();

    private Rhythm heard() {
        return meter.take("tap").orElseThrow();
    }

    private void packets(double... seconds) {
        for (double second : seconds) {
            meter.packet(Math.round(second * SECOND));
        }
    }

    @Test
    void ticksWithTheFirstPacketAndWithThoseThatAreTenSecondsAfterATick() {
        packets(3, 12.9, 13);
        assertThat(heard().getTicks()).containsExactly(3 * SECOND, 13 * SECOND);
        packets(100);
        Rhythm later = heard();
        assertThat(later.getStart()).isEqualTo(3 * SECOND);
        assertThat(later.getTicks()).containsExactly(100 * SECOND);
    }

    @Test
    void countsTenSecondsFromTheTickThatWasNotFromTheOneThatWasDue() {
        packets(3, 12.9, 13, 14, 22.9, 27, 36, 37);
        assertThat(heard().getTicks()).containsExactly(3 * SECOND, 13 * SECOND, 27 * SECOND, 37 * SECOND);
    }

    @Test
    void isSilentBetweenPacketsThatAreFarApart() {
        packets(1, 1.009, 1.019, 5);
        assertThat(heard().getSilences())
                .containsExactly(
                        new Silence(SECOND + 9 * MILLISECOND, SECOND + 19 * MILLISECOND),
                        new Silence(SECOND + 19 * MILLISECOND, 5 * SECOND));
    }

    @Test
    void aPacketFromThePastEndsNoSilence() {
        packets(5, 2, 5.005, 6);
        assertThat(heard().getSilences()).containsExactly(new Silence(5 * SECOND + 5 * MILLISECOND, 6 * SECOND));
    }

    @Test
    void aSilenceBeginsWhereOthersHaveBeenToldThatTheyAre() {
        packets(1);
        meter.passed(4 * SECOND);
        packets(6);
        assertThat(heard().getSilences()).containsExactly(new Silence(4 * SECOND, 6 * SECOND));
        meter.passed(20 * SECOND);
        packets(15);
        assertThat(heard().getSilences()).isEmpty();
    }

    @Test
    void tellsEverythingOnce() {
        packets(1);
        heard();
        assertThat(meter.take("tap")).isEmpty();
    }

    @Test
    void isFullBeforeItGrowsLarge() {
        int packets = 0;
        while (!meter.isFull()) {
            meter.packet(packets++ * (11 * SECOND));
        }
        Rhythm heard = heard();
        assertThat(heard.getTicks().size() + heard.getSilences().size()).isLessThanOrEqualTo(RhythmMeter.CAPACITY + 1);
        assertThat(heard.getTicks()).hasSize(packets);
        assertThat(meter.isFull()).isFalse();
    }
}

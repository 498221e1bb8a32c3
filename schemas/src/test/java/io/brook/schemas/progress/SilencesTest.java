package io.brook.schemas.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.Silence;
import io.brook.schemas.store.SavedMaps;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilencesTest {
    private final Silences silences = new Silences(new SavedMaps(), "s");

    private void hear(long from, long until) {
        silences.hear(new Rhythm("s", 0L, List.of(), List.of(new Silence(from, until))));
    }

    @Test
    void whatIsDueInASilenceWaitsForThePacketThatEndsIt() {
        hear(10, 20);
        hear(30, 90);
        assertThat(silences.nextPacket(9)).isEqualTo(9);
        assertThat(silences.nextPacket(10)).isEqualTo(10);
        assertThat(silences.nextPacket(11)).isEqualTo(20);
        assertThat(silences.nextPacket(19)).isEqualTo(20);
        assertThat(silences.nextPacket(20)).isEqualTo(20);
        assertThat(silences.nextPacket(25)).isEqualTo(25);
        assertThat(silences.nextPacket(31)).isEqualTo(90);
        assertThat(silences.nextPacket(91)).isEqualTo(91);
    }

    @Test
    void aSilenceThatWasNotAskedAboutIsForgottenWhenItIsOver() {
        hear(10, 20);
        hear(20, 40);
        silences.forget(25);
        assertThat(silences.nextPacket(25)).isEqualTo(40);
    }
}

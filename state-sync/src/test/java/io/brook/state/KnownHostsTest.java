package io.brook.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.subject.HostSeen;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownHostsTest {
    private final KnownHosts known = new KnownHosts();

    @ParameterizedTest
    @CsvSource({"PT0S, false", "PT1S, false", "PT23H59M59.999999999S, false", "PT24H, true", "PT72H, true"})
    void isNewsAgainOnceADayHasPassed(Duration later, boolean expected) {
        assertThat(see("a", "10.0.0.1", 5)).isTrue();
        assertThat(see("a", "10.0.0.1", 5 + later.toNanos())).isEqualTo(expected);
    }

    @Test
    void countsTheDayFromTheLastNewsNotFromTheLastSighting() {
        see("a", "10.0.0.1", 0);
        see("a", "10.0.0.1", KnownHosts.EXPIRY - 1);
        assertThat(see("a", "10.0.0.1", KnownHosts.EXPIRY)).isTrue();
        assertThat(see("a", "10.0.0.1", 2 * KnownHosts.EXPIRY - 1)).isFalse();
        assertThat(see("a", "10.0.0.1", 2 * KnownHosts.EXPIRY)).isTrue();
    }

    @Test
    void keepsHostsAndSensorsApart() {
        assertThat(see("a", "10.0.0.1", 0)).isTrue();
        assertThat(see("a", "10.0.0.2", 0)).isTrue();
        assertThat(see("b", "10.0.0.1", 0)).isTrue();
    }

    @Test
    void remembersNoMoreThanADay() {
        for (int i = 0; i < 100; i++) {
            see("a", "host" + i, i * KnownHosts.EXPIRY / 10);
        }
        assertThat(known.size()).isEqualTo(10);
    }

    @Test
    void forgetsASensorThatHasEnded() {
        see("a", "10.0.0.1", 0);
        see("b", "10.0.0.1", 0);
        known.forget("a");
        assertThat(known.size()).isEqualTo(1);
        assertThat(see("a", "10.0.0.1", 1)).isTrue();
    }

    @Test
    void toleratesASightingThatComesTooLate() {
        see("a", "10.0.0.1", 10);
        assertThat(see("a", "10.0.0.1", 5)).isFalse();
    }

    private boolean see(String sensor, String host, long time) {
        return known.isNews(new HostSeen(sensor, host, time));
    }
}

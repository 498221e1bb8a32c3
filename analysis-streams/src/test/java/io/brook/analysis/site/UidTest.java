package io.brook.analysis.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.flow.FlowKey;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UidTest {
    private static final long TIME = 1_700_000_000_123_456_789L;
    /** SHA-256 of the key's bytes, the time and the ordinal: its first 96 bits in base 62, worked out by other means. */
    private static final String PINNED = "C1NqUcPJ4f1Zx437US";

    @Test
    void looksLikeZeeks() {
        Random random = new Random(1);
        int[] lengths = new int[20];
        for (int i = 0; i < 5000; i++) {
            String uid = Uid.of("sensor", key(random.nextInt(), 80), TIME, 0, 0);
            assertThat(uid).matches("C[0-9A-Za-z]{1,17}");
            // 96 bits have 17 digits in base 62, and rarely fewer.
            lengths[uid.length()]++;
        }
        assertThat(lengths[18] + lengths[17]).isGreaterThan(4900);
    }

    @Test
    void isTheSameOnEveryAnalysis() {
        assertThat(Uid.of("sensor", key(1, 80), TIME, 0, 0)).isEqualTo(Uid.of("sensor", key(1, 80), TIME, 0, 0));
        assertThat(Uid.of("sensor", key(1, 80), TIME, 0, 0)).isEqualTo(PINNED);
    }

    @Test
    void differsByAllThatMakesAConnection() {
        Set<String> uids = new HashSet<>();
        int made = 0;
        for (String sensor : new String[] {"a", "b"}) {
            for (int host = 0; host < 10; host++) {
                for (int port = 0; port < 10; port++) {
                    for (long time = TIME; time < TIME + 5; time++) {
                        for (int number = 0; number < 6; number++) {
                            uids.add(Uid.of(sensor, key(host, port), time, number / 3, number % 3));
                            made++;
                        }
                    }
                }
            }
        }
        assertThat(uids).hasSize(made);
    }

    @Test
    void isTheSameForBothDirections() {
        FlowKey there = new FlowKey();
        there.set(6, 0, 1, 1000, 0, 2, 80, false);
        FlowKey back = new FlowKey();
        back.set(6, 0, 2, 80, 0, 1, 1000, false);
        assertThat(Uid.of("s", there, TIME, 0, 0)).isEqualTo(Uid.of("s", back, TIME, 0, 0));
    }

    private static FlowKey key(int host, int port) {
        FlowKey key = new FlowKey();
        key.set(6, 0, 0xffff_0a00_0001L, 40000, 0, 0xffff_0000_0000L | host & 0xffff_ffffL, port, false);
        return key;
    }
}

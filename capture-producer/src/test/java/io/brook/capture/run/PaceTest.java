package io.brook.capture.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final List<String> told = new ArrayList<>();
    private final Pace pace = new Pace((packets, bytes) -> told.add(packets + " " + bytes));

    @Test
    void tellsByPackets() {
        for (int i = 1; i <= 200_000; i++) {
            pace.packet(i, 100);
        }
        assertThat(told).containsExactly("65536 100", "131072 100", "196608 100");
    }

    @Test
    void tellsByBytes() {
        for (int i = 1; i <= 10; i++) {
            pace.packet(i, i << 20);
        }
        assertThat(told).containsExactly("4 4194304", "8 8388608");
    }
}

package io.brook.capture.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BufferPoolTest {
    private final BufferPool pool = new BufferPool();

    @Test
    void sizesArePowersOfTwo() {
        assertThat(pool.take(0)).hasSize(2048);
        assertThat(pool.take(2048)).hasSize(2048);
        assertThat(pool.take(2049)).hasSize(4096);
        assertThat(pool.take(64 * 1024)).hasSize(64 * 1024);
        assertThat(pool.take(256 * 1024 - 1)).hasSize(256 * 1024);
    }

    @Test
    void givesOutAgainWhatItGotBack() {
        byte[] small = pool.take(1);
        byte[] large = pool.take(60_000);
        pool.give(small);
        pool.give(large);
        assertThat(pool.kept()).isEqualTo(2048 + 65_536);
        assertThat(pool.take(40_000)).isSameAs(large);
        assertThat(pool.take(40_000)).isNotSameAs(large);
        assertThat(pool.take(100)).isSameAs(small);
        assertThat(pool.kept()).isZero();
    }

    @Test
    void keepsNoMoreThanItsBound() {
        for (int i = 0; i < 1000; i++) {
            pool.give(new byte[64 * 1024]);
        }
        assertThat(pool.kept()).isEqualTo(BufferPool.MAX_KEPT);
    }
}

package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordsTest {
    private static final List<String> WORDS = List.of("status", "start", "stop", "restart", "top", "capstats", "exec");

    @Test
    void theNearestComeFirst() {
        assertThat(NearestWords.of("strat", WORDS)).startsWith("start");
        assertThat(NearestWords.of("statsu", WORDS)).startsWith("status");
        assertThat(NearestWords.of("stpo", WORDS)).containsExactly("stop", "top");
        assertThat(NearestWords.of("xyzzy", WORDS)).isEmpty();
        assertThat(NearestWords.of("", WORDS)).isEmpty();
    }

    @Test
    void lettersThatAreExchangedAreOneMistake() {
        assertThat(NearestWords.distance("strat", "start")).isOne();
        assertThat(NearestWords.distance("", "top")).isEqualTo(3);
        assertThat(NearestWords.distance("stop", "top")).isOne();
        assertThat(NearestWords.distance("exec", "exec")).isZero();
    }
}

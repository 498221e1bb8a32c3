package io.brook.deploy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogDifferenceTest {
    @Test
    void thereIsNoneBetweenEqualLogs() {
        assertThat(LogDifference.between(Map.of("a.log", "1\n2\n"), Map.of("a.log", "1\n2\n")))
                .isEmpty();
    }

    @Test
    void linesThatAreMissingAndNewAreShown() {
        assertThat(LogDifference.between(Map.of("a.log", "1\n2\n2\n"), Map.of("a.log", "2\n3\n")))
                .isEqualTo("  a.log\n    - 1\n    - 2\n    + 3\n");
    }

    @Test
    void logsThatAreMissingAndNewAreNamed() {
        assertThat(LogDifference.between(Map.of("a.log", "1\n"), Map.of("b.log", "2\n")))
                .isEqualTo("  a.log was not written\n  b.log was written, and is not expected\n    + 2\n");
    }

    @Test
    void anotherOrderOrAnotherEndIsADifferenceToo() {
        assertThat(LogDifference.between(Map.of("a.log", "1\n2\n"), Map.of("a.log", "2\n1\n")))
                .contains("another order");
        assertThat(LogDifference.between(Map.of("a.log", "1\n"), Map.of("a.log", "1")))
                .isNotEmpty();
    }
}

package io.brook.notice.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveNameTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "2024-05-17T13:20:00Z, 3600, 2024-05-17/conn.13:00:00-14:00:00.log.gz",
        "2024-05-17T13:00:00Z, 3600, 2024-05-17/conn.13:00:00-14:00:00.log.gz",
        "2024-05-17T12:59:59.999999999Z, 3600, 2024-05-17/conn.12:00:00-13:00:00.log.gz",
        "2024-05-17T23:20:00Z, 3600, 2024-05-17/conn.23:00:00-00:00:00.log.gz",
        "2024-05-17T13:20:00Z, 86400, 2024-05-17/conn.00:00:00-00:00:00.log.gz",
        "1969-12-31T23:59:59Z, 2, 1969-12-31/conn.23:59:58-00:00:00.log.gz",
        "2024-05-17T13:20:01Z, 2, 2024-05-17/conn.13:20:00-13:20:02.log.gz"
    })
    void namesDayAndTime(Instant time, long interval, String name) {
        assertThat(ArchiveName.of("", "conn", period(time, interval), ".gz", path -> false))
                .isEqualTo(Path.of(name));
    }

    @ParameterizedTest
    @CsvSource({"0, conn.13:00:00-14:00:00-3.log", "1, conn.13:00:00-14:00:00-2.log", "2, conn.13:00:00-14:00:00.log"})
    void numbersTheSecondOfAName(int free, String name) {
        Path day = Path.of("2024-05-17/lab");
        Set<Path> taken =
                Set.of(day.resolve("conn.13:00:00-14:00:00.log"), day.resolve("conn.13:00:00-14:00:00-2.log"));
        assertThat(ArchiveName.of(
                        "lab",
                        "conn",
                        period(Instant.parse("2024-05-17T13:20:00Z"), 3600),
                        "",
                        path -> taken.stream().sorted().skip(free).anyMatch(path::equals)))
                .isEqualTo(day.resolve(name));
    }

    @Test
    void hasOnePeriodForAllTimesWithoutAnInterval() {
        Period always = Period.of(Duration.ZERO, 17);
        assertThat(always).isEqualTo(Period.ALWAYS);
        assertThat(always.isPast(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void hasPeriodsAtBothEndsOfTime() {
        for (long time : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
            Period period = Period.of(Duration.ofDays(1), time);
            assertThat(period.end() - period.start()).isEqualTo(86_400 * SECOND);
        }
        assertThat(Period.of(Duration.ofHours(1), 0).isPast(3600 * SECOND)).isTrue();
        assertThat(Period.of(Duration.ofHours(1), 0).isPast(3600 * SECOND - 1)).isFalse();
    }

    private static Period period(Instant time, long seconds) {
        return Period.of(Duration.ofSeconds(seconds), time.getEpochSecond() * SECOND + time.getNano());
    }
}

package io.brook.notice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final Suppression suppression = new Suppression(new SavedMaps());

    @ParameterizedTest
    @CsvSource({
        // note, identifier, time in hours, suppressed
        "Scan::Address_Scan, 10.0.0.1, 0.5, true",
        "Scan::Address_Scan, 10.0.0.1, 1, false",
        "Scan::Address_Scan, 10.0.0.1, 2, false",
        "Scan::Address_Scan, 10.0.0.2, 0.5, false",
        "Scan::Port_Scan, 10.0.0.1, 0.5, false",
    })
    void suppressesTheSameTypeAndIdentifierForItsTime(String note, String identifier, double hours, boolean expected) {
        assertThat(suppresses("a", "Scan::Address_Scan", "10.0.0.1", 0, HOUR)).isFalse();
        assertThat(suppresses("a", note, identifier, (long) (hours * HOUR), HOUR))
                .isEqualTo(expected);
    }

    @Test
    void isNotProlongedByWhatIsSuppressed() {
        assertThat(suppresses("a", "A::B", "x", 0, HOUR)).isFalse();
        assertThat(suppresses("a", "A::B", "x", HOUR - 1, HOUR)).isTrue();
        assertThat(suppresses("a", "A::B", "x", HOUR, HOUR)).isFalse();
    }

    @Test
    void countsForADayWhatItSuppressed() {
        assertThat(pass("a", "A::B", "x", 0, HOUR)).hasValue(0);
        assertThat(pass("a", "A::B", "x", 1, HOUR)).isEmpty();
        assertThat(pass("a", "A::B", "x", 2, HOUR)).isEmpty();
        assertThat(pass("a", "A::B", "x", 2 * HOUR, HOUR)).hasValue(2);
        assertThat(pass("a", "A::B", "x", 2 * HOUR + 1, HOUR)).isEmpty();
        assertThat(pass("a", "A::B", "y", 27 * HOUR, HOUR)).hasValue(0);
        assertThat(suppression.size()).as("x has been forgotten").isEqualTo(1);
        assertThat(pass("a", "A::B", "x", 27 * HOUR, HOUR)).hasValue(0);
    }

    @Test
    void suppressesNothingWithoutAnIdentifier() {
        assertThat(suppresses("a", "A::B", null, 0, HOUR)).isFalse();
        assertThat(suppresses("a", "A::B", null, 1, HOUR)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void suppressesNothingForNoTime(long suppressFor) {
        assertThat(suppresses("a", "A::B", "x", 0, suppressFor)).isFalse();
        assertThat(suppresses("a", "A::B", "x", 0, suppressFor)).isFalse();
    }

    @Test
    void isSuppressedByTheNoticeThatWasLetThroughWhateverItsOwnTime() {
        assertThat(suppresses("a", "A::B", "x", 0, HOUR)).isFalse();
        assertThat(suppresses("a", "A::B", "x", 1, 0)).isTrue();
    }

    @Test
    void suppressesForEverWhenAsked() {
        assertThat(suppresses("a", "A::B", "x", HOUR, Long.MAX_VALUE)).isFalse();
        assertThat(suppresses("a", "A::B", "x", Long.MAX_VALUE - 1, HOUR)).isTrue();
    }

    @Test
    void keepsSensorsApart() {
        assertThat(suppresses("a", "A::B", "x", 0, HOUR)).isFalse();
        assertThat(suppresses("b", "A::B", "x", 0, HOUR)).isFalse();
        suppression.forget("a");
        assertThat(suppresses("a", "A::B", "x", 1, HOUR)).isFalse();
        assertThat(suppresses("b", "A::B", "x", 1, HOUR)).isTrue();
    }

    @Test
    void remembersOnlyWhatIsSuppressedNow() {
        for (int i = 0; i < 100; i++) {
            suppresses("a", "A::B", "x" + i, i * HOUR / 4, HOUR);
        }
        assertThat(suppression.size()).isEqualTo(4);
    }

    private boolean suppresses(String sensor, String note, String identifier, long time, long suppressFor) {
        return pass(sensor, note, identifier, time, suppressFor).isEmpty();
    }

    private OptionalLong pass(String sensor, String note, String identifier, long time, long suppressFor) {
        Notice notice = Notice.newBuilder()
                .setSensor(sensor)
                .setNote(note)
                .setIdentifier(identifier)
                .setTime(time)
                .setMsg("m")
                .setSuppressFor(suppressFor)
                .build();
        return suppression.pass(notice, suppressFor);
    }
}

package io.brook.schemas.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final String NONE = "none";
    private static final String FIRST = "first";
    private static final String SECOND = "second";

    private final Timeline<String> timeline = new Timeline<>(NONE);

    @Test
    void aVersionIsValidFromItsTimeOn() {
        timeline.apply(1, 100, FIRST);
        timeline.apply(2, 200, SECOND);
        assertThat(timeline.at(99)).isEqualTo(NONE);
        assertThat(timeline.at(100)).isEqualTo(FIRST);
        assertThat(timeline.at(199)).isEqualTo(FIRST);
        assertThat(timeline.at(200)).isEqualTo(SECOND);
        assertThat(timeline.version()).isEqualTo(2);
    }

    @Test
    void aNewerOneReplacesWhatWouldHaveBecomeValidLater() {
        timeline.apply(1, 200, FIRST);
        timeline.apply(2, 100, SECOND);
        assertThat(timeline.at(99)).isEqualTo(NONE);
        assertThat(timeline.at(100)).isEqualTo(SECOND);
        assertThat(timeline.at(200)).isEqualTo(SECOND);
    }

    @Test
    void itTellsWhatIsValidBeforeATime() {
        timeline.apply(1, 100, FIRST);
        timeline.apply(2, 200, SECOND);
        assertThat(timeline.before(100)).isEmpty();
        assertThat(timeline.before(101)).containsExactly(new Timeline.Applied<>(1, 100, FIRST, NONE));
        assertThat(timeline.before(201))
                .containsExactly(
                        new Timeline.Applied<>(1, 100, FIRST, NONE), new Timeline.Applied<>(2, 200, SECOND, FIRST));
        timeline.apply(3, 150, "third");
        assertThat(timeline.before(201)).extracting(Timeline.Applied::number).containsExactly(1L, 3L);
    }

    @Test
    void theFirstOfAVersionCounts() {
        timeline.apply(1, 100, FIRST);
        timeline.apply(1, 50, SECOND);
        assertThat(timeline.at(60)).isEqualTo(NONE);
        assertThat(timeline.at(100)).isEqualTo(FIRST);
    }
}

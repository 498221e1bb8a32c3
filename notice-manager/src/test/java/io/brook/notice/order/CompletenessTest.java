package io.brook.notice.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.progress.Stage;
import io.brook.schemas.progress.Watermark;
import io.brook.schemas.record.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletenessTest {
    private final Completeness<String> completeness = new Completeness<>();
    private final Map<String, Long> positions = new HashMap<>(Map.of("log.conn-0", 0L, "log.notice-0", 0L));
    private final Map<String, Long> ends = new HashMap<>(Map.of("log.conn-0", 10L, "log.notice-0", 3L));

    @BeforeEach
    void open() {
        List.of("a", "b").forEach(sensor -> completeness.open(sensor, Map.of()));
    }

    @Test
    void knowsNothingBeforeAllStagesHaveSpoken() {
        hear("a", Stage.ANALYSIS, 100);
        hear("a", Stage.STATE, 100);
        assertThat(advance()).isFalse();
        assertThat(completeness.complete("a")).isEqualTo(Watermark.NOTHING);
    }

    @Test
    void isCompleteWhereTheSlowestStageIsOnceTheFenceIsPassed() {
        hearAll("a", 100);
        hear("a", Stage.ANALYSIS, 200);
        assertThat(advance()).isFalse();
        positions.putAll(Map.of("log.conn-0", 10L, "log.notice-0", 2L));
        assertThat(advance()).isFalse();
        assertThat(completeness.complete("a")).isEqualTo(Watermark.NOTHING);
        positions.put("log.notice-0", 3L);
        assertThat(advance()).isTrue();
        assertThat(completeness.complete("a")).isEqualTo(100);
        assertThat(completeness.complete("b")).isEqualTo(Watermark.NOTHING);
    }

    @Test
    void measuresLinesThatCameAfterAFenceAgainstTheNext() {
        hearAll("a", 100);
        advance();
        hearAll("a", 200);
        ends.put("log.conn-0", 20L);
        positions.putAll(Map.of("log.conn-0", 10L, "log.notice-0", 3L));
        assertThat(advance()).isTrue();
        assertThat(completeness.complete("a")).isEqualTo(100);
        positions.put("log.conn-0", 20L);
        assertThat(advance()).isTrue();
        assertThat(completeness.complete("a")).isEqualTo(200);
    }

    @Test
    void needsNoFurtherReadingWhenThePartitionsAreReadToTheirEnds() {
        positions.putAll(ends);
        hearAll("b", 100);
        assertThat(advance()).isTrue();
        assertThat(completeness.complete("b")).isEqualTo(100);
    }

    @Test
    void asksForTheEndsOnlyWhenSomethingNewWasHeard() {
        positions.putAll(ends);
        hearAll("a", 100);
        advance();
        hearAll("a", 50);
        assertThat(completeness.advance(positions::get, () -> {
                    throw new AssertionError("nothing new was heard");
                }))
                .isFalse();
    }

    @Test
    void endsWhenAllStagesHaveEnded() {
        positions.putAll(ends);
        Stage.LOGGING.forEach(stage -> completeness.hear(new Progress("a", stage.label(), 0, 1, 5L, true)));
        advance();
        assertThat(completeness.complete("a")).isEqualTo(Watermark.END);
    }

    @Test
    void waitsForEveryOriginOfAStage() {
        positions.putAll(ends);
        hear("a", Stage.DETECTION, 100);
        hear("a", Stage.STATE, 100);
        hear("a", Stage.NOTICE, 100);
        completeness.hear(new Progress("a", Stage.ANALYSIS.label(), 0, 2, 100L, false));
        advance();
        assertThat(completeness.complete("a")).isEqualTo(Watermark.NOTHING);
        completeness.hear(new Progress("a", Stage.ANALYSIS.label(), 1, 2, 70L, false));
        advance();
        assertThat(completeness.complete("a")).isEqualTo(70);
    }

    @Test
    void leavesOtherSensorsAndStagesAlone() {
        positions.putAll(ends);
        hearAll("c", 100);
        hear("a", Stage.CAPTURE, 100);
        assertThat(advance()).isFalse();
    }

    @Test
    void goesOnWithWhatWasHeardBefore() {
        positions.putAll(ends);
        Stage.LOGGING.forEach(stage -> completeness.hear(new Progress("a", stage.label(), 1, 3, 100L, false)));
        Stage.LOGGING.forEach(stage -> completeness.hear(new Progress("a", stage.label(), 2, 3, 5L, true)));
        Map<String, List<Long>> heard = completeness.origins("a");
        assertThat(heard).containsOnlyKeys("analysis", "detection", "state", "notice");
        Completeness<String> next = new Completeness<>();
        next.open("a", heard);
        assertThat(next.origins("a")).isEqualTo(heard);
        Stage.LOGGING.forEach(stage -> next.hear(new Progress("a", stage.label(), 0, 3, 70L, false)));
        next.advance(positions::get, () -> Map.copyOf(ends));
        assertThat(next.complete("a")).isEqualTo(70);
    }

    @Test
    void waitsForTheFenceAgainAfterARestart() {
        hearAll("a", 100);
        Completeness<String> next = new Completeness<>();
        next.open("a", completeness.origins("a"));
        assertThat(next.advance(positions::get, () -> Map.copyOf(ends))).isFalse();
        assertThat(next.complete("a")).isEqualTo(Watermark.NOTHING);
    }

    @Test
    void saysWhatIsMissing() {
        hearAll("a", 100);
        assertThat(completeness.slowest("a")).isEqualTo("no news from its capture");
        hear("a", Stage.ANALYSIS, 200);
        assertThat(completeness.slowest("a")).isEqualTo("no news from its detection");
        completeness.hear(new Progress("b", Stage.ANALYSIS.label(), 0, 2, 100L, false));
        assertThat(completeness.slowest("b")).isEqualTo("no news from its analysis, task 1 of 2");
    }

    @Test
    void forgetsASensor() {
        completeness.close("a");
        hearAll("a", 100);
        assertThat(advance()).isFalse();
    }

    private boolean advance() {
        return completeness.advance(positions::get, () -> Map.copyOf(ends));
    }

    private void hearAll(String sensor, long time) {
        Stage.LOGGING.forEach(stage -> hear(sensor, stage, time));
    }

    private void hear(String sensor, Stage stage, long time) {
        completeness.hear(new Progress(sensor, stage.label(), 0, 1, time, false));
    }
}

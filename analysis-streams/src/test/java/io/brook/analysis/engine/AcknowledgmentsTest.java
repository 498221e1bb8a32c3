package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.engine.Acknowledgments.Count;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgmentsTest {
    private static final long INTERVAL = 10;

    private final Acknowledgments acknowledgments = new Acknowledgments();
    private final List<Count> told = new ArrayList<>();

    private void count(boolean missing, long... times) {
        for (long time : times) {
            acknowledgments.count(missing, time, INTERVAL);
        }
    }

    private List<Count> advance(long time) {
        told.clear();
        acknowledgments.advance(time, INTERVAL, told::add);
        return told;
    }

    @Test
    void countsByIntervalsOfPacketTime() {
        advance(1003);
        count(false, 1004, 1005, 1012);
        count(true, 1009, 1010);
        assertThat(advance(1009)).isEmpty();
        assertThat(advance(1031))
                .containsExactly(new Count(1003, 1010, 3, 1), new Count(1010, 1020, 2, 1), new Count(1020, 1030, 0, 0));
    }

    @Test
    void whatComesTooLateIsCountedInTheNextOne() {
        advance(1000);
        advance(1012);
        count(false, 1009);
        assertThat(advance(1020)).containsExactly(new Count(1010, 1020, 1, 0));
    }

    @Test
    void beginsWithTheFirstPacketsWhereTheyComeFirst() {
        count(false, 1004);
        assertThat(advance(1015)).containsExactly(new Count(1000, 1010, 1, 0));
    }

    @Test
    void aClockThatJumpsIsNotMadeUpFor() {
        advance(1000);
        count(false, 1004);
        assertThat(advance(1_000_000_000_000L)).hasSizeLessThan(5);
        assertThat(told.stream().mapToLong(Count::all).sum()).isEqualTo(1);
    }
}

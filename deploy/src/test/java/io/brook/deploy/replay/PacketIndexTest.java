package io.brook.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.deploy.cluster.RunException;
import io.brook.schemas.record.PacketRange;
import io.brook.schemas.record.ReplayPartition;
import io.brook.schemas.record.ReplayPlan;
import io.brook.schemas.record.ReplaySensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacketIndexTest {
    private final List<PacketRange> ranges = new ArrayList<>();

    private PacketRange range(int partition, long begin, long end, long earliest, long latest, long reached) {
        PacketRange range =
                new PacketRange("site", "", partition, begin, end, true, earliest, latest, reached, false, end - begin);
        ranges.add(range);
        return range;
    }

    private ReplayPlan plan(long from, long to, long lead) throws RunException {
        return new PacketIndex(Map.of(0, 0L, 1, 20L), ranges)
                .plan("run", "replay.run.", new ReplayRequest(Set.of(), from, to, lead, Set.of()));
    }

    private void day() {
        range(0, 0, 10, 100, 199, 150).setFollows(false);
        range(0, 10, 20, 195, 299, 250);
        range(0, 20, 30, 300, 399, 350);
        range(0, 30, 40, 390, 450, 440);
        range(1, 0, 20, 100, 240, 230).setFollows(false);
        range(1, 20, 60, 240, 460, 445);
    }

    @Test
    void readsWhatHoldsTheTimeAndTheProgressThatPassesItsEnd() throws RunException {
        day();
        ReplayPlan plan = plan(300, 340, 50);
        assertThat(plan.getBegin()).isEqualTo(250);
        assertThat(plan.getSensors()).containsExactly(new ReplaySensor("site", 340L));
        assertThat(plan.getPartitions())
                .containsExactlyInAnyOrder(new ReplayPartition(0, 10L, 30L), new ReplayPartition(1, 20L, 60L));
    }

    @Test
    void withoutAnEndReadsAsFarAsEveryPartitionIsComplete() throws RunException {
        day();
        assertThat(plan(Long.MIN_VALUE, Long.MAX_VALUE, 0).getSensors())
                .containsExactly(new ReplaySensor("site", 440L));
        ranges.get(3).setEnded(true);
        ranges.get(5).setEnded(true);
        assertThat(plan(Long.MIN_VALUE, Long.MAX_VALUE, 0).getSensors())
                .containsExactly(new ReplaySensor("site", Long.MAX_VALUE));
    }

    @Test
    void readsWhatARestartedCaptureHasNotIndexed() throws RunException {
        day();
        ranges.get(2).setFollows(false);
        ranges.get(2).setBegin(26L);
        assertThat(plan(320, 340, 0).getPartitions()).contains(new ReplayPartition(0, 20L, 30L));
    }

    @Test
    void leavesOutWhatKafkaHasRemoved() throws RunException {
        day();
        assertThat(plan(Long.MIN_VALUE, 340, 0).getPartitions())
                .containsExactlyInAnyOrder(new ReplayPartition(0, 0L, 30L), new ReplayPartition(1, 20L, 60L));
    }

    @Test
    void saysWhatThereIsInstead() {
        day();
        assertThatThrownBy(() -> plan(1000, 2000, 0))
                .isInstanceOf(RunException.class)
                .hasMessage("the topic packets holds nothing of that; it holds site from 1970-01-01T00:00:00.000000100Z"
                        + " to 1970-01-01T00:00:00.000000440Z");
        ranges.clear();
        assertThatThrownBy(() -> plan(1000, 2000, 0)).hasMessageContaining("its index is empty");
    }
}

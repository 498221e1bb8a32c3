package io.brook.analysis.detect.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.CaptureLossLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.AckCount;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class CaptureLossTest {
    private final List<SpecificRecord> lines = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final CaptureLoss loss =
            new CaptureLoss(LossLimits.DEFAULT, "site", new SavedMaps(), lines::add, notices::add);

    private void count(long since, long end, long acks, long gaps) {
        loss.observe(new AckCount(new LogMeta("site", end), since, acks, gaps));
    }

    @Test
    void addsUpWhatAllWorkersCounted() {
        count(3, 10, 40, 1);
        count(2, 10, 60, 0);
        loss.advance(10);
        assertThat(lines).isEmpty();
        count(10, 20, 5, 0);
        loss.advance(20);

        assertThat(lines).containsExactly(new CaptureLossLog(new LogMeta("site", 10L), 10L, 8L, "site", 1L, 100L, 1.0));
        assertThat(notices).isEmpty();
    }

    @Test
    void saysWhenItIsTooMuch() {
        count(0, 10, 40, 4);
        loss.advance(11);
        assertThat(notices).singleElement().satisfies(notice -> {
            assertThat(notice.getNote()).isEqualTo("CaptureLoss::Too_Much_Loss");
            assertThat(notice.getTime()).isEqualTo(10);
            assertThat(notice.getIdentifier()).isNull();
            assertThat(notice.getMsg())
                    .isEqualTo("The capture loss script detected an estimated loss rate above 10.000%");
        });
    }

    @Test
    void saysWhenThereIsNothingToSee() {
        count(0, 10, 0, 0);
        loss.advance(11);
        assertThat(lines).containsExactly(new CaptureLossLog(new LogMeta("site", 10L), 10L, 10L, "site", 0L, 0L, 0.0));
        assertThat(notices).extracting(Notice::getNote).containsExactly("CaptureLoss::Too_Little_Traffic");
        assertThat(notices.get(0).getMsg()).isEqualTo("Only observed 0 TCP ACKs and was expecting at least 1.");
    }
}

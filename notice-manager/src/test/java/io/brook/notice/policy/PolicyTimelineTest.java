package io.brook.notice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTimelineTest {
    private static final SitePolicy FIRST = new SitePolicy(List.of(), Map.of(), List.of());
    private static final SitePolicy SECOND = new SitePolicy(List.of(), Map.of(), List.of());

    private final PolicyTimeline timeline = new PolicyTimeline(SitePolicy.NONE);

    @Test
    void aPolicyIsValidFromItsTimeOn() {
        timeline.apply(1, 100, FIRST);
        timeline.apply(2, 200, SECOND);
        assertThat(timeline.at(99)).isSameAs(SitePolicy.NONE);
        assertThat(timeline.at(100)).isSameAs(FIRST);
        assertThat(timeline.at(199)).isSameAs(FIRST);
        assertThat(timeline.at(200)).isSameAs(SECOND);
        assertThat(timeline.version()).isEqualTo(2);
    }

    @Test
    void aNewerOneReplacesWhatWouldHaveBecomeValidLater() {
        timeline.apply(1, 200, FIRST);
        timeline.apply(2, 100, SECOND);
        assertThat(timeline.at(99)).isSameAs(SitePolicy.NONE);
        assertThat(timeline.at(100)).isSameAs(SECOND);
        assertThat(timeline.at(200)).isSameAs(SECOND);
    }

    @Test
    void theFirstOfAVersionCounts() {
        timeline.apply(1, 100, FIRST);
        timeline.apply(1, 50, SECOND);
        assertThat(timeline.at(60)).isSameAs(SitePolicy.NONE);
        assertThat(timeline.at(100)).isSameAs(FIRST);
    }
}

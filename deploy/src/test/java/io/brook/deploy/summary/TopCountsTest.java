package io.brook.deploy.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopCountsTest {
    @Test
    void countsExactlyWhileThereAreFewNames() {
        TopCounts counts = new TopCounts(2);
        for (String name : "c a b a c a".split(" ")) {
            counts.add(name);
        }
        assertThat(counts.top(2)).containsExactly(new TopCounts.Count("a", 3), new TopCounts.Count("c", 2));
        assertThat(counts.error()).isZero();
    }

    @Test
    void findsTheFrequentOnesAmongAnyNumberOfOthers() {
        TopCounts counts = new TopCounts(100);
        Map<String, Long> exact = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            String name = i % 10 == 0 ? "often" : i % 50 == 1 ? "at times" : "once" + random.nextInt();
            exact.merge(name, 1L, Long::sum);
            counts.add(name);
        }
        assertThat(counts.top(2)).extracting(TopCounts.Count::name).containsExactly("often", "at times");
        assertThat(counts.error()).isPositive().isLessThanOrEqualTo(2_000);
        assertThat(counts.top(1000))
                .hasSizeLessThanOrEqualTo(200)
                .allSatisfy(each -> assertThat(each.count())
                        .isLessThanOrEqualTo(exact.get(each.name()))
                        .isGreaterThanOrEqualTo(exact.get(each.name()) - counts.error()));
    }
}

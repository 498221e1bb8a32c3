package io.brook.deploy.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.cluster.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class NodeStatusTest {
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final NodeStatus status = new NodeStatus(said::add);

    @AfterEach
    void close() {
        status.close();
    }

    @Test
    void saysWhatIsNewEachTimeItIsAnother() throws InterruptedException {
        AtomicReference<String> share = new AtomicReference<>("none");
        status.whenever(() -> Optional.of(share.get()));
        assertThat(said.take()).isEqualTo("none");
        share.set("two");
        assertThat(said.take()).isEqualTo("two");
    }

    @Test
    void saysOnceWhatMayChangeAllTheTime() throws InterruptedException {
        AtomicLong looks = new AtomicLong();
        status.once(() -> looks.incrementAndGet() < 2 ? Optional.empty() : Optional.of("bad " + looks));
        AtomicReference<String> later = new AtomicReference<>("later");
        status.whenever(() -> Optional.of(later.get()));
        assertThat(said.take()).isEqualTo("later");
        assertThat(said.take()).isEqualTo("bad 2");
        later.set("last");
        assertThat(said.take()).isEqualTo("last");
    }

    @Test
    void saysWhatWasDoneInEachInterval() throws InterruptedException {
        AtomicLong total = new AtomicLong(1000);
        status.every(
                Duration.ofMillis(500),
                () -> new Figures(Map.of("packets", total.getAndAdd(234)), OptionalLong.of(17)));
        assertThat(said.take()).matches("in the last \\d s: 1,000 packets \\([\\d,]+/s\\); 17 records behind");
        assertThat(said.take()).matches("in the last \\d s: 234 packets \\([\\d,]+/s\\); 17 records behind");
    }

    @Test
    void saysHowLateTheTrafficIsAndHowFastItCatchesUp() throws InterruptedException {
        Instant start = Instant.now().minus(Duration.ofHours(2)).minusSeconds(10);
        AtomicLong reached = new AtomicLong(start.getEpochSecond() * 1_000_000_000);
        status.every(
                Duration.ofMillis(500),
                () -> new Figures(
                        Map.of(),
                        OptionalLong.empty(),
                        OptionalLong.of(reached.getAndAdd(Duration.ofMinutes(10).toNanos()))));
        assertThat(said.take()).matches("in the last \\d s:; 2h\\d+s behind the clock");
        assertThat(said.take())
                .matches("in the last \\d s:; 1h50m\\d+s behind the clock, at [\\d,]+\\.\\d times the traffic's speed");
    }
}

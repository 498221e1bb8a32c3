package io.brook.deploy.node;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A capture that is told to stop does not publish the end of its input, whichever of the two comes first. */
class ReplayPaceTest {
    private final AtomicInteger asked = new AtomicInteger();

    /** Told to stop when it has asked so often whether it is. */
    private ReplayPace stoppedAfter(int questions) {
        return new ReplayPace(CaptureNode.NO_LIMIT, () -> asked.incrementAndGet() > questions, new AtomicLong());
    }

    @Test
    void anEndThatComesAfterItIsNone() {
        assertThatThrownBy(() -> stoppedAfter(0).end(7, false))
                .isInstanceOf(CancellationException.class)
                .hasMessage("interrupted after 7 packets");
    }

    /** The signal may reach the process before the end of the pipe, and its threads after that. */
    @Test
    void anEndOfAPipeThatComesJustBeforeItIsNone() {
        assertThatThrownBy(() -> stoppedAfter(3).end(7, true)).isInstanceOf(CancellationException.class);
    }

    @Test
    void anEndWithoutItIsOne() {
        assertThatCode(() -> stoppedAfter(Integer.MAX_VALUE).end(7, true)).doesNotThrowAnyException();
    }

    @Test
    void anEndOfAFileIsNotHeldUp() {
        assertThatCode(() -> stoppedAfter(2).end(7, false)).doesNotThrowAnyException();
    }
}

package io.brook.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class BadRecordLinesTest {
    private final List<String> said = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(-5);
    private final BadRecordLines lines = new BadRecordLines(log(), now::get);

    @Test
    void saysOfTheFirstWhereItIsAndOfTheOthersHowMany() {
        say(7);
        say(8);
        say(9);
        now.addAndGet(TimeUnit.SECONDS.toNanos(10));
        say(10);
        now.addAndGet(TimeUnit.SECONDS.toNanos(10));
        say(11);
        assertThat(said)
                .containsExactly(
                        "packets-2 offset 7 goes to dead-letters: no record",
                        "packets-2 offset 10 goes to dead-letters: no record (and 2 others since the last line like this)",
                        "packets-2 offset 11 goes to dead-letters: no record");
    }

    private void say(long offset) {
        lines.say("packets", 2, offset, "dead-letters", new IllegalStateException("no record\nbut more"));
    }

    private Logger log() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    Object[] values = (Object[]) arguments[1];
                    said.add(MessageFormatter.arrayFormat((String) arguments[0], Arrays.copyOf(values, values.length))
                            .getMessage());
                    return null;
                });
    }
}

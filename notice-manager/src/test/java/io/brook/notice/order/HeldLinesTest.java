package io.brook.notice.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldLinesTest {
    private final HeldLines held = new HeldLines();

    @TempDir
    private Path directory;

    @Test
    void handsOutInOrderWhatIsOlderThanATime() {
        add(3, "c");
        add(1, "b");
        add(1, "a");
        add(2, "d");
        assertThat(take(1)).isEmpty();
        assertThat(take(3)).containsExactly("1a", "1b", "2d");
        assertThat(take(Long.MAX_VALUE)).containsExactly("3c");
        assertThat(held.size()).isZero();
    }

    @Test
    void mergesWhatWasSpilledWithWhatIsInMemory() throws IOException {
        try (SpillFile first = new SpillFile(directory);
                SpillFile second = new SpillFile(directory)) {
            add(5, "a");
            add(1, "a");
            held.spillTo(first);
            add(4, "b");
            add(1, "b");
            held.spillTo(second);
            add(4, "a");
            add(6, "c");
            assertThat(take(4)).containsExactly("1a", "1b");
            assertThat(take(5)).containsExactly("4a", "4b");
            assertThat(take(Long.MAX_VALUE)).containsExactly("5a", "6c");
            assertThat(take(Long.MAX_VALUE)).isEmpty();
        }
    }

    @Test
    void takesNoMemoryForWhatWasSpilled() throws IOException {
        try (SpillFile file = new SpillFile(directory)) {
            add(1, "a");
            assertThat(held.size()).isPositive();
            held.spillTo(file);
            assertThat(held.size()).isZero();
        }
    }

    @Test
    void keepsTheLinesOfSeveralLogsInOneFile() throws IOException {
        HeldLines other = new HeldLines();
        other.add(new Line(2, new byte[0]));
        add(1, "\u00f8");
        try (SpillFile file = new SpillFile(directory)) {
            held.spillTo(file);
            other.spillTo(file);
            assertThat(other.take(Long.MAX_VALUE)).toIterable().hasSize(1);
            assertThat(take(Long.MAX_VALUE)).containsExactly("1\u00f8");
        }
    }

    private void add(long written, String text) {
        held.add(new Line(written, text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> take(long before) {
        List<String> lines = new ArrayList<>();
        held.take(before)
                .forEachRemaining(line -> lines.add(line.written() + new String(line.text(), StandardCharsets.UTF_8)));
        return lines;
    }
}

package io.brook.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceSequenceTest {
    @TempDir
    Path folder;

    private Path trace(String name, int... seconds) throws IOException {
        PcapBuilder builder = PcapBuilder.ethernet();
        Arrays.stream(seconds).forEach(s -> builder.packet(s, 0, new byte[10]));
        return Files.write(folder.resolve(name), builder.bytes());
    }

    private static List<Long> seconds(TraceSequence sequence) {
        List<Long> seconds = new ArrayList<>();
        while (sequence.next()) {
            seconds.add(sequence.packet().time() / 1_000_000_000);
        }
        return seconds;
    }

    @Test
    void readsOneTraceAfterTheOther() throws Exception {
        List<Path> files = List.of(trace("b", 5, 6), trace("none"), trace("a", 1));
        try (TraceSequence sequence = TraceSequence.open(files)) {
            assertThat(seconds(sequence)).containsExactly(5L, 6L, 1L);
            assertThat(sequence.fileBytes()).isEqualTo(3 * 24 + 3 * 26);
            assertThat(sequence.cuts()).isEmpty();
        }
    }

    @Test
    void noTracesMeanNoPackets() throws Exception {
        try (TraceSequence sequence = TraceSequence.open(List.of())) {
            assertThat(sequence.next()).isFalse();
        }
    }

    @Test
    void theFirstBadTraceIsFoundBeforeAnythingIsRead() throws Exception {
        Path good = trace("good", 1);
        Path missing = folder.resolve("missing");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> TraceSequence.open(List.of(good, missing, empty)))
                .isInstanceOf(TraceException.class)
                .hasMessage(missing + ": no such file");
    }

    @Test
    void aCutTraceIsNamedAndTheNextOneFollows() throws Exception {
        Path cut = trace("cut", 1, 2);
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 1));
        try (TraceSequence sequence = TraceSequence.open(List.of(cut, trace("next", 3)))) {
            assertThat(seconds(sequence)).containsExactly(1L, 3L);
            assertThat(sequence.cuts())
                    .containsExactly(cut + ": cut short after 1 packets at byte 50: the trace ends inside a packet");
        }
    }

    @Test
    void endsWhereItIsStopped() throws Exception {
        try (TraceSequence sequence = TraceSequence.open(List.of(trace("a", 1, 2), trace("b", 3)))) {
            assertThat(sequence.next()).isTrue();
            sequence.stop();
            assertThat(sequence.next()).isFalse();
            assertThat(sequence.cuts()).isEmpty();
        }
    }

    @Test
    void throwsWhereItIsAbandoned() throws Exception {
        try (TraceSequence sequence = TraceSequence.open(List.of(trace("a", 1), trace("b", 2)))) {
            assertThat(sequence.next()).isTrue();
            sequence.abandon();
            assertThatThrownBy(() -> seconds(sequence)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aTraceThatGoesMissingOnTheWayIsNamed() throws Exception {
        Path gone = trace("gone", 2);
        try (TraceSequence sequence = TraceSequence.open(List.of(trace("first", 1), gone, trace("last", 3)))) {
            assertThat(sequence.next()).isTrue();
            Files.delete(gone);
            assertThat(seconds(sequence)).containsExactly(3L);
            assertThat(sequence.cuts()).containsExactly(gone + ": no such file");
        }
    }
}

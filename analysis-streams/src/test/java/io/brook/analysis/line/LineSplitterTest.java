package io.brook.analysis.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {
    private final LineSplitter splitter = new LineSplitter();

    private List<String> split(String text, int at) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += at) {
            int end = Math.min(bytes.length, start + at);
            int from = start;
            while (from < end) {
                from = splitter.take(bytes, from, end);
                if (splitter.hasLine()) {
                    lines.add(line());
                }
            }
        }
        return lines;
    }

    private String line() {
        return new String(splitter.array(), splitter.offset(), splitter.length(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void endsLinesWithAnyEnd(int at) {
        assertThat(split("a\r\nb\nc\rd\r\r\n\ne", at)).containsExactly("a", "b", "c", "d", "", "");
        splitter.cut();
        assertThat(line()).isEqualTo("e");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void dropsTheFirstZeroByteOnly(int at) {
        assertThat(split("a\0b\0c\n", at)).containsExactly("ab\0c");
        assertThat(splitter.sawNul()).isTrue();
    }

    @Test
    void knowsACrThatNoLfFollows() {
        split("a\r\nb\n", 1);
        assertThat(splitter.sawLoneCr()).isFalse();
        split("a\rb", 1);
        assertThat(splitter.sawLoneCr()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1_000_000})
    void givesLongLinesInPieces(int at) {
        String line = "x".repeat(LineSplitter.MAX_LINE + 10);
        List<String> lines = split(line + "\r\n", at);
        assertThat(lines).extracting(String::length).containsExactly(LineSplitter.MAX_LINE, 10);
    }
}

package io.brook.analysis.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentLineSplitterTest {
    private final ContentLineSplitter splitter = new ContentLineSplitter(false);

    private List<String> split(String text, int at) {
        return split(splitter, text, at);
    }

    /** @param at how many bytes come at once */
    static List<String> split(LineSplitter splitter, String text, int at) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += at) {
            int end = Math.min(bytes.length, start + at);
            int from = start;
            while (from < end) {
                from = splitter.take(bytes, from, end);
                if (splitter.hasLine()) {
                    lines.add(splitter.text());
                }
            }
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void endsLinesWithAnyEnd(int at) {
        assertThat(split("a\r\nb\nc\rd\r\r\n\ne", at)).containsExactly("a", "b", "c", "d", "", "");
        splitter.cut();
        assertThat(splitter.text()).isEqualTo("e");
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
        String line = "x".repeat(ContentLineSplitter.MAX_LINE + 10);
        List<String> lines = split(line + "\r\n", at);
        assertThat(lines).extracting(String::length).containsExactly(ContentLineSplitter.MAX_LINE, 10);
    }

    /** One that is exactly as long as allowed is no exception: its end did not fit. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void losesTwoBytesWhereALineIsCutAsInZeek(int at) {
        ContentLineSplitter bounded = ContentLineSplitter.boundedAsInZeek(4);

        assertThat(split(bounded, "abcdefgh\r\nab\0\r\nabcd\nef\n", at))
                .containsExactly("abc", "fgh", "ab\0", "abc", "ef");
        assertThat(bounded.sawNul()).isFalse();
    }
}

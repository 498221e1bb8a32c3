package io.brook.analysis.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NvtLineSplitterTest {
    private static final String IAC = "\u00ff";
    private static final String WILL_ECHO = IAC + "\u00fb\u0001";
    private static final String SUBOPTION = IAC + "\u00fa\u0018\n" + IAC + IAC + IAC + "\u00f0";

    private final NvtLineSplitter splitter = new NvtLineSplitter();

    private List<String> split(String text, int at) {
        return ContentLineSplitterTest.split(splitter, text, at);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void endsLinesWithLfAndLeavesOutTheCrBefore(int at) {
        assertThat(split("a\r\nb\nc\rd\r\n\ne\r", at)).containsExactly("a", "b", "c\rd", "");
        splitter.cut();
        assertThat(splitter.text()).isEqualTo("e");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void leavesOutCommandsOfTelnet(int at) {
        assertThat(split("a" + WILL_ECHO + "b" + SUBOPTION + "c" + IAC + IAC + "\r\n", at))
                .containsExactly("abc" + IAC);
    }

    @Test
    void notesLoneCrAndZeroBytes() {
        split("a\r\nb", 1);
        assertThat(splitter.sawLoneCr()).isFalse();
        assertThat(splitter.sawNul()).isFalse();

        assertThat(split("\rc\0d\n", 1)).containsExactly("b\rcd");
        assertThat(splitter.sawLoneCr()).isTrue();
        assertThat(splitter.sawNul()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1_000_000})
    void givesLongLinesInPieces(int at) {
        List<String> lines = split("x".repeat(NvtLineSplitter.MAX_LINE + 10) + "\r\n", at);
        assertThat(lines).extracting(String::length).containsExactly(NvtLineSplitter.MAX_LINE - 1, 10);
    }

    /** It is as long as a line may be, and its end is all that comes after it. */
    @Test
    void survivesACrBehindAFullLine() {
        String full = "x".repeat(NvtLineSplitter.MAX_LINE - 1) + "\r";
        assertThat(split(full + "\r\n\r\n", 100)).extracting(String::length).startsWith(NvtLineSplitter.MAX_LINE - 1);
    }
}

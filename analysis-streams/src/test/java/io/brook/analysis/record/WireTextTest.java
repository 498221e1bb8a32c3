package io.brook.analysis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.DnsLog;
import io.brook.schemas.log.SyslogLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTextTest {
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String decoded(String text) {
        SyslogLog line = new SyslogLog();
        line.setMessage(text);
        WireText.inPlace(line);
        return line.getMessage();
    }

    @ParameterizedTest
    @CsvSource({"plain", "grün", "日本", "a😀b"})
    void bytesOfUtf8BecomeTheirText(String text) {
        assertThat(decoded(bytes(text))).isEqualTo(text);
    }

    @Test
    void bytesOfNoTextAreKeptAsBytes() {
        assertThat(decoded("a\u00ff\u00c3b\u00e2\u0082")).isEqualTo("a\uf7ff\uf7c3b\uf7e2\uf782");
        assertThat(decoded("\u00ed\u00a0\u0080\u00c0\u0080")).isEqualTo("\uf7ed\uf7a0\uf780\uf7c0\uf780");
    }

    @Test
    void oneByteOfNoTextMakesBytesOfAllUpToABackslash() {
        assertThat(decoded(bytes("ü") + "\u00ff" + "\\" + bytes("ü"))).isEqualTo("\uf7c3\uf7bc\uf7ff\\ü");
    }

    @Test
    void whatIsTextAlreadyIsLeftAlone() {
        assertThat(decoded("日本")).isEqualTo("日本");
    }

    @Test
    void listsAreDecodedToo() {
        DnsLog line = new DnsLog();
        line.setAnswers(List.of("a", bytes("ü")));
        WireText.inPlace(line);
        assertThat(line.getAnswers()).containsExactly("a", "ü");
    }
}

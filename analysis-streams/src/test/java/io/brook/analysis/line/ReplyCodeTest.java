package io.brook.analysis.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyCodeTest {
    @ParameterizedTest
    @CsvSource({"220,220", "220 hi,220", "001 :Welcome,1", "9999,999"})
    void isTheThreeDigitsThatALineBeginsWith(String line, int code) {
        assertThat(ReplyCode.of(line)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22", "22x", " 220", "x220", "2 0", "\u0662\u0662\u0660"})
    void isNothingElse(String line) {
        assertThat(ReplyCode.of(line)).isEqualTo(ReplyCode.NONE);
    }
}

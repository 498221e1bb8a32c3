package io.brook.analysis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "attachment; filename=\"a b.txt\"; size=3 | a b.txt",
                "attachment; FileName = plain.txt | plain.txt",
                "attachment; filename=\"open | open",
                "attachment; filename*=UTF-8''%e2%82%ac%20rates | â\u0082¬ rates",
                "attachment; filename*=iso-8859-1'en'%A3.txt | £.txt",
                "attachment; filename=100%25%%.txt | 100%%.txt",
                "attachment; filename=first; filename=last | last",
                "attachment; name=x | ",
                "inline | "
            })
    void findsNamesInDispositions(String value, String name) {
        assertThat(FileNames.inDisposition(value)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"text/plain; name=\"NEWS.txt\" | NEWS.txt", "text/plain; charset=utf-8 | "})
    void findsNamesInTypes(String value, String name) {
        assertThat(FileNames.inType(value)).isEqualTo(name);
    }
}

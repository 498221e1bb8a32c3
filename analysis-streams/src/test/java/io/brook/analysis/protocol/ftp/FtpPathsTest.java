package io.brook.analysis.protocol.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FtpPathsTest {
    @ParameterizedTest
    @CsvSource({
        "., a, ./a",
        "/, a, /a",
        "/a, /b, /b",
        "/a, c:/b, c:/b",
        "'', b, b",
        "/a/b, ../c, /a/c",
        "/a, ../../c, /../c",
        "a, ../.., ..",
        "., .., ..",
        "/a//b, ./c, /a/b/c",
        "/a, b/, /a/b/"
    })
    void leadsFromADirectoryToAFile(String directory, String name, String expected) {
        assertThat(FtpPaths.resolve(directory, name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"/a b\" is current', /a b",
        "'now in /a/b ok', /a/b",
        "'now in /a\\ b ok', '/a\\ b'",
        "'\"c:\\x\" it is', c:\\x",
        "'say \"x\" and /y\"', /y",
        "nothing, ''"
    })
    void isFoundInAText(String text, String expected) {
        assertThat(FtpPaths.in(text)).isEqualTo(expected);
    }
}

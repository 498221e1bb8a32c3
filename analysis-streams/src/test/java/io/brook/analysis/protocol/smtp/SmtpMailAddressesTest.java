package io.brook.analysis.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpMailAddressesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM:<a@b.c> SIZE=12 | [a@b.c]",
                "TO:a@b.c | [a@b.c]",
                "a@b,c@d;e@f | '[a@b, c@d, e@f]'",
                "<> | []",
                "@x | []",
                "x@ y | []",
                "TO:<a@b> ORCPT=rfc822;a@b | '[a@b, ORCPT=rfc822a@b]'"
            })
    void findsAddresses(String text, String found) {
        assertThat(SmtpMailAddresses.in(text)).hasToString(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a@b, c@d | [a@b, c@d]",
                "\"Doe, J\" <j@d>,x | [\"Doe, J\" <j@d>, x]",
                "x, \"Doe, J\" <j@d> | [x, \"Doe, J\" <j@d>]",
                "\"a,b\",c | [\"a, b\", c]",
                ",,a | [a]"
            })
    void splitsListsOfAddresses(String list, String parts) {
        assertThat(SmtpMailAddresses.split(list)).hasToString(parts);
    }

    @Test
    void searchesNoTextThatIsTooLong() {
        String list = "a@example.org,".repeat(1000);
        assertThat(SmtpMailAddresses.in(list)).isEmpty();
        assertThat(SmtpMailAddresses.split(list)).isEmpty();
    }
}

package io.brook.analysis.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpHostAddressesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from x (a.b [192.0.2.1]) by y | [192.0.2.1]",
                "from [192.0.2.1] (198.51.100.2) | '[192.0.2.1, 198.51.100.2]'",
                "Postfix 8.14.7/8.14.7 1.2.3.4x | []",
                "id 192.0.2.1; 3 | []",
                "[2001:db8::1] and {::1} | '[2001:db8::1, ::1]'",
                "[IPv6:2001:db8::1] | []",
                "192.0.2.1 | [192.0.2.1]"
            })
    void findsWrappedAddresses(String text, String found) {
        assertThat(SmtpHostAddresses.in(text, true)).hasToString(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x192.0.2.300y | [192.0.2.30]",
                "1234.5.6.7 | [234.5.6.7]",
                "2001:DB8:0:0:0:0:0:1. | [2001:db8::1]",
                "at 12:30:45 | []"
            })
    void findsTheLongestAddresses(String text, String found) {
        assertThat(SmtpHostAddresses.in(text, false)).hasToString(found);
    }
}

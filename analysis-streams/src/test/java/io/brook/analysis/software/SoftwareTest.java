package io.brook.analysis.software;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.SoftwareVersion;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftwareTest {
    /** Name, numbers, and what follows them, as far as they are there. */
    private static String parsed(String banner) {
        Software software = Banners.parse(banner);
        SoftwareVersion version = software.version();
        String numbers = Stream.of(version.getMajor(), version.getMinor(), version.getMinor2(), version.getMinor3())
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.joining("."));
        return Stream.of(software.name(), numbers, version.getAddl())
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(" | "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "OpenSSH_9.9 ~ OpenSSH | 9.9",
                "OpenSSH_8.9p1 Ubuntu-3ubuntu0.6 ~ OpenSSH | 8.9 | p1",
                "nginx/1.18.0 (Ubuntu) ~ nginx | 1.18.0 | Ubuntu",
                "nginx ~ nginx",
                "curl/7.88.1 ~ curl | 7.88.1",
                "PHP/5.2.4-2ubuntu5 ~ PHP | 5.2.4.2 | ubuntu5",
                "SimpleHTTP/0.6 Python/3.12.3 ~ SimpleHTTP | 0.6 | Python/3",
                "(server 2.0.5) ~ server | 2.0.5",
                "Mailer (v2.00.9) Home ~ Mailer | 2.0.9 | Home",
                "Agent v26b ~ Agent | 26 | b",
                "plug-in/10,2,153,1 ~ plug-in | 10.2.153.1",
                "Tool/1.9+git-stable (of a friend) ~ Tool | 1.9 | +git",
                "Sync/4.80 (my_pro-1169;f) ~ Sync | 4.80 | my",
                "Flash%20Player/26.0.0.137 ~ Flash | 26.0.0.137",
                "A/8.1.0/Google/Pixel#2/walleye ~ Android (Google Pixel) | 8.1.0",
                "A/9/Google/Pixel#2/walleye ~ Android (Google Pixel) | 9",
                "x/99999999999999999999.1 ~ x | 0.1",
            })
    void findsNameAndVersion(String banner, String expected) {
        assertThat(parsed(banner)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 ~ Firefox | 128.0",
                "Mozilla/5.0 (X) Gecko/2008 Firefox/3.0b5 ~ Firefox | 3.0",
                "Mozilla/5.0 (X) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/84.0.4147.105 Safari/537.36 ~ Chrome | 84.0.4147.105",
                "Mozilla/5.0 (X) AppleWebKit/537.36 Chrome/52.0 Mobile Safari/537.36 Edge/15.15063 ~ Edge | 15.15063",
                "Mozilla/5.0 (X) AppleWebKit/533.17 Version/5.0.2 Mobile/8H7 Safari/6533.18.5 ~ Safari | 5.0.2 | Mobile",
                "Mozilla/5.0 (X) AppleWebKit/533.20 Version/5.0.4 Safari/533.20.27 ~ Safari | 5.0.4",
                "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1) ~ MSIE | 6.0",
                "Mozilla/4.0 (compatible; MSIE 7.0b; Windows NT 5.1) ~ MSIE | 7.0 | b",
                "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/5.0) ~ MSIE | 9.0",
                "Mozilla/5.0 (Windows NT 6.3; Trident/7.0; rv:11.0) like Gecko ~ MSIE | 11.0",
                "Mozilla/4.0 (compatible; MSIE 8.0; X) Opera 11.00 ~ Opera | 11.0",
                "Opera/9.80 (X) Presto/2.7.62 Version/11.01 ~ Opera | 11.1",
                "Opera/9.80 (X; Opera Mini/5.0.18741/18.794; U; en) Presto/2.4.15 ~ Opera Mini | 5.0.18741",
                "Opera/9.80 (X; Opera Mobi/49; U) Presto/2.4.18 Version/10.00 ~ Opera Mobi | 10.0",
                "Mozilla/5.0 (X) AppleWebKit/531.9 (KHTML, like Gecko) AdobeAIR/2.6 ~ AdobeAIR | 2.6",
                "Mozilla/5.0 (X) AppleWebKit/531.9 ~ Unspecified WebKit | 531.9",
                "Mozilla/4.0 (X 5.1) Java/1.6.0_13 ~ Java | 1.6.0.13",
                "Mozilla/5.0 ~ <unknown browser>",
            })
    void seesThroughWhatBrowsersPretend(String banner, String expected) {
        assertThat(parsed(banner)).isEqualTo(expected);
    }

    @Test
    void unescapesNames() {
        String name = new String("有道".getBytes(UTF_8), ISO_8859_1);
        assertThat(parsed("%E6%9C%89%E9%81%93/128 CFNetwork/760.2.6")).isEqualTo(name + " | 128 | CFNetwork/760");
        assertThat(parsed("\\xe6\\x9c\\x89\\xe9\\x81\\x93/128")).isEqualTo(name + " | 128");
        assertThat(parsed("%u0041%zz/1.0")).isEqualTo("\0A%zz | 1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "(",
                ")",
                "/",
                "-",
                "1",
                "12",
                "%",
                "%4",
                "Mozilla/1.",
                "Opera/1.",
                "A//Google/Pixel",
                " ((("
            })
    void takesWhateverComes(String banner) {
        assertThat(Banners.parse(banner).name()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Version/", "Mozilla/5.0 Version/ ", "Opera ", " (v", "-_/", "(", "1 ", "MSIE 1", " Mobile", "%"
            })
    @Timeout(10)
    void isNotHeldUpByLongBanners(String part) {
        char[] filler = new char[64 * 1024 / part.length()];
        Arrays.fill(filler, 'x');
        String banner = "Mozilla/5.0 " + new String(filler).replace("x", part);
        for (int i = 0; i < 100; i++) {
            assertThat(Banners.parse(banner)).isNotNull();
            assertThat(Banners.parse(banner.substring(12))).isNotNull();
        }
    }
}

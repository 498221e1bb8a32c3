package io.brook.deploy.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    static final int LARGE = 3 << 20;
    static final Duration SHORT = Duration.ofMillis(150);

    private static Names names;

    @BeforeAll
    static void readTheCheckout() throws IOException {
        names = new Names(Checkout.read(), new Commands());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brook captures TRACE",
                "brook capture --sensors NAME",
                "brook sensors delete NAME",
                "--no-such-option",
                "NoSuchKey = 1",
                "SmtpPort = many",
                "NoSuchClass",
                "topic.LogStream",
                "LogStream.NONE_OF_THEM",
                // In two parts, because this source is searched, too.
                "noSuchMethod" + "Anywhere(x)",
                "schemas.nothing",
                "docs/nothing.md",
                "nothing.md",
                "nothing.log",
                "brook_nothing_total"
            })
    void whatIsNotThereIsFound(String span) {
        assertThat(names.problem(span)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brook capture --sensor NAME TRACE...",
                "./brook process -C docs/samples/office.pcap",
                "brook analysis enable|disable TYPE...",
                "--sensor NAME",
                "SmtpPort = 587",
                "Partitions",
                "LogStream",
                "log.LogStream.ALL",
                "io.brook.schemas.log.LogStream",
                "ConnLog",
                "java.util.Map",
                "problem(span)",
                "deploy.documents",
                "log.conn",
                "analysis.disabled",
                "docs/architecture.md",
                "topic/Topics",
                "brook.cfg",
                "conn.log.1",
                "brook_ready",
                "text/plain",
                "acks=all"
            })
    void whatIsThereOrOfOthersIsLeftAlone(String span) {
        assertThat(names.problem(span)).isEmpty();
    }

    @Test
    void constantsAreWrittenWithTheirUnits() throws ReflectiveOperationException {
        assertThat(Constants.texts(NamesTest.class.getName(), "LARGE")).containsOnly("3 MiB", "3,145,728");
        assertThat(Constants.texts(NamesTest.class.getName(), "SHORT")).containsOnly("150 ms");
    }

    @Test
    void aPageTellsWhatIsInIt() {
        Page page = Page.parse("""
                # One `two` three

                Text of x.log with `some
                code` and a [link](other.md#part).

                | key | b |
                |---|---|
                | `k` | v |

                ```java
                int x;
                ```
                """);
        assertThat(page.code()).contains("some code", "k");
        assertThat(page.anchors()).containsExactly("one-two-three");
        assertThat(page.links()).containsExactly("other.md#part");
        assertThat(page.text()).contains("x.log");
        assertThat(page.tables().get(0).headings()).containsExactly("key", "b");
        assertThat(page.tables().get(0).rows().get(0)).containsExactly("`k`", "v");
        assertThat(page.blocks().get(0).lines()).containsExactly("int x;");
    }
}

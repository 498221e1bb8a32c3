package io.brook.analysis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MimeMessageTest {
    private final MimeRecorder mail = new MimeRecorder();

    @Test
    void joinsContinuationLinesAsTheyAre() {
        mail.lines("Subject: a", "\tlong one", "To :  b", "no header", "", "Hello.", "Bye.");
        assertThat(mail.end())
                .containsExactly("begin 0", "Subject: a\tlong one", "To: b", "body Hello.|Bye.|", "end 0");
    }

    @Test
    void takesAContinuationWithoutABeginningForOne() {
        mail.lines("  Subject: a", "");
        assertThat(mail.end()).containsExactly("begin 0", "Subject: a", "end 0");
    }

    @Test
    void ignoresWhatIsAroundParts() {
        mail.lines("Content-Type: multipart/mixed; boundary=\"x y\"", "", "preamble");
        mail.lines("--x y", "", "first", "--x y", "A: b", "", "second", "", "--x y--", "epilogue");
        assertThat(mail.end())
                .containsExactly(
                        "begin 0",
                        "Content-Type: multipart/mixed; boundary=\"x y\"",
                        "begin 1",
                        "body first",
                        "end 1",
                        "begin 1",
                        "A: b",
                        "body second|",
                        "end 1",
                        "end 0");
    }

    @Test
    void looksIntoMessagesWithinMessages() {
        mail.lines("Content-Type: message/rfc822", "", "Subject: inner", "", "text");
        assertThat(mail.end())
                .containsExactly(
                        "begin 0",
                        "Content-Type: message/rfc822",
                        "begin 1",
                        "Subject: inner",
                        "body text|",
                        "end 1",
                        "end 0");
    }

    @ParameterizedTest
    @CsvSource({
        "base64, SGVs bG8=, Hello",
        "base64, SGVsbG8=SGVsbG8=, Hello",
        "base64, SGVsbG8, Hello",
        "BASE64, SG=, H",
        "quoted-printable, a=3Db=, a=b",
        "quoted-printable, a=3, a=3|",
        "quoted-printable, 'a=C3=A9 ', aÃ©|",
        "uuencode, abc, abc|"
    })
    void decodesContents(String encoding, String line, String decoded) {
        mail.lines("Content-Transfer-Encoding: " + encoding, "", line);
        assertThat(mail.end()).contains("body " + decoded);
    }

    @Test
    void saysOnceThatSomethingIsNoBase64() {
        mail.lines("Content-Transfer-Encoding: base64", "", "SG!?Vs", "bG*8=");
        assertThat(mail.end())
                .contains("body Hello")
                .filteredOn(each -> each.startsWith("weird"))
                .containsExactly("weird base64_illegal_encoding: character 33 ignored by Base64 decoding");
    }

    @Test
    void decodesPartsAsTheirParentUnlessTheySayOtherwise() {
        mail.lines("Content-Transfer-Encoding: base64", "Content-Type: multipart/mixed; boundary=x", "");
        mail.lines("--x", "", "SGVsbG8=", "--x", "Content-Transfer-Encoding: 8bit", "", "plain", "--x--");
        assertThat(mail.end()).contains("body Hello", "body plain");
    }

    @Test
    void takesMultipartWithoutABoundaryForContents() {
        mail.lines("Content-Type: multipart/mixed", "", "--x", "a");
        assertThat(mail.end()).contains("body --x|a|");
    }

    @Test
    void looksNoDeeperThanItMay() {
        for (int i = 0; i < 1000; i++) {
            mail.lines("Content-Type: message/rfc822", "");
        }
        List<String> heard = mail.end();
        assertThat(heard).filteredOn(each -> each.startsWith("begin")).hasSize(MimeEntity.MAX_DEPTH + 1);
        assertThat(heard).contains("weird exceeded_mime_max_depth: 100");
    }

    @Test
    void continuesNoHeaderForever() {
        mail.lines("Subject: x");
        String more = " ".repeat(1000);
        for (int i = 0; i < 1000; i++) {
            mail.lines(more);
        }
        List<String> heard = mail.end();
        assertThat(heard.get(heard.size() - 2)).hasSizeLessThan(MimeHeader.MAX_HEADER + 2000);
        assertThat(heard).anyMatch(each -> each.startsWith("weird exceeded_mime_max_header_bytes"));
    }

    @Test
    void takesAnyNumberOfBoundaries() {
        mail.lines("Content-Type: multipart/mixed; boundary=x", "");
        for (int i = 0; i < 10_000; i++) {
            mail.lines("--x");
        }
        mail.lines("--x--", "--x", "after the end");
        assertThat(mail.end()).hasSize(3 + 2 * 10_000).doesNotContain("body after the end|");
    }
}

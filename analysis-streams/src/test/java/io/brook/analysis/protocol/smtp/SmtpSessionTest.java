package io.brook.analysis.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.RecordedFile;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.SmtpLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpSessionTest {
    private final SmtpAnalyzer analyzer = new SmtpAnalyzer();
    private final SessionRecorder session = new SessionRecorder(analyzer);

    private void greeted() {
        server("220 ready")
                .client("EHLO host.example")
                .server("250-mail.example")
                .server("250 PIPELINING");
    }

    private void enveloped() {
        greeted();
        client("MAIL FROM:<a@example.org> SIZE=10").server("250 OK");
        client("RCPT TO:<b@example.org>").server("250 OK");
    }

    private SmtpSessionTest client(String line) {
        session.originator(line + "\r\n");
        return this;
    }

    private SmtpSessionTest server(String line) {
        session.responder(line + "\r\n");
        return this;
    }

    private List<String> weirds() {
        return session.said().stream().filter(each -> each.startsWith("weird")).toList();
    }

    private List<SmtpLog> logged() {
        return session.lines().stream().map(SmtpLog.class::cast).toList();
    }

    @Test
    void logsAMailOnceItIsAcknowledged() {
        enveloped();
        client("DATA").server("354 go on").client("Subject: Hi").client("To: \"B, b\" <b@example.org>, c@example.org");
        client("").client("Hello,").client("..bye").client(".");
        assertThat(session.lines()).isEmpty();
        server("250 queued");
        SmtpLog line = session.line(SmtpLog.class);
        assertThat(line.getHelo()).isEqualTo("host.example");
        assertThat(line.getMailfrom()).isEqualTo("a@example.org");
        assertThat(line.getRcptto()).containsExactly("b@example.org");
        assertThat(line.getSubject()).isEqualTo("Hi");
        assertThat(line.getTo()).containsExactly("\"B, b\" <b@example.org>", "c@example.org");
        assertThat(line.getLastReply()).isEqualTo("250 queued");
        assertThat(line.getPath()).containsExactly("10.0.0.2", "10.0.0.1");
        assertThat(line.getFuids()).containsExactly("F1");
        RecordedFile file = session.files().get(0);
        assertThat(file.text()).isEqualTo("Hello,\r\n.bye\r\n");
        assertThat(file.isEnded()).isTrue();
        assertThat(file.origin().depth()).isEqualTo(1);
    }

    @Test
    void countsMailsAndKeepsTheHostsName() {
        greeted();
        for (int i = 0; i < 2; i++) {
            client("MAIL FROM:<a@b.c>")
                    .server("250 OK")
                    .client("RCPT TO:<d@e.f>")
                    .server("250 OK")
                    .client("DATA")
                    .server("354 go on")
                    .client("")
                    .client("x")
                    .client(".")
                    .server("250 OK");
        }
        assertThat(logged()).extracting(SmtpLog::getTransDepth).containsExactly(1L, 2L);
        assertThat(logged()).extracting(SmtpLog::getHelo).containsOnly("host.example");
    }

    @Test
    void followsPipelinedCommands() {
        session.responder("220 hi\r\n");
        session.originator("EHLO h\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\n\r\nbody\r\n.\r\nQUIT\r\n");
        session.responder("250 hi\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n221 bye\r\n");
        assertThat(session.line(SmtpLog.class).getLastReply()).isEqualTo("250 taken");
        assertThat(session.files()).extracting(RecordedFile::text).containsExactly("body\r\n");
    }

    @Test
    void makesAFileOfEveryPart() {
        enveloped();
        client("DATA")
                .server("354 go")
                .client("Content-Type: multipart/mixed; boundary=b")
                .client("");
        client("--b")
                .client("Content-Disposition: attachment; filename=\"a.txt\"")
                .client("")
                .client("one");
        client("--b")
                .client("Content-Transfer-Encoding: base64")
                .client("")
                .client("dHdv")
                .client("--b--");
        client(".").server("250 OK");
        assertThat(session.files()).extracting(RecordedFile::text).containsExactly("one", "two");
        assertThat(session.files()).extracting(each -> each.origin().name()).containsExactly("a.txt", null);
        assertThat(session.files()).extracting(each -> each.origin().depth()).containsExactly(2, 3);
    }

    @Test
    void takesHeadersOfTheMailOnlyAndNotOfItsParts() {
        enveloped();
        client("DATA")
                .server("354 go")
                .client("Subject: outer")
                .client("Content-Type: message/rfc822")
                .client("");
        client("Subject: inner").client("").client("x").client(".").server("250 OK");
        assertThat(session.line(SmtpLog.class).getSubject()).isEqualTo("outer");
    }

    @Test
    void followsChunks() {
        enveloped();
        client("BDAT 12").server("250 OK");
        session.originator("Subject: a\r\nBDAT 8 LAST\r\n\r\n");
        session.originator("12345\nQUIT\r\n").responder("250 all\r\n221 bye\r\n");
        SmtpLog line = session.line(SmtpLog.class);
        assertThat(line.getSubject()).isEqualTo("a");
        assertThat(line.getLastReply()).isEqualTo("250 all");
        assertThat(session.files()).extracting(RecordedFile::text).containsExactly("12345\n");
        assertThat(weirds()).containsExactly("weird smtp_bdat_line_lf_only");
    }

    @ParameterizedTest
    @CsvSource({
        "LAST, smtp_invalid_bdat_command: BDAT not followed by a valid chunk-size",
        "86LAST, smtp_invalid_bdat_command: BDAT chunk-size not valid",
        "86 LASTLY, smtp_invalid_bdat_command: BDAT chunk-size followed by junk",
        "184467440737095516150, smtp_invalid_bdat_command: BDAT chunk-size too large",
        "184467440737095516150 LAST, smtp_invalid_bdat_command: BDAT argument bad length",
        "15555555557777777777, smtp_huge_bdat_chunk: 15555555557777777777"
    })
    void findsBadChunkSizesOdd(String argument, String weird) {
        enveloped();
        client("BDAT " + argument);
        assertThat(weirds()).containsExactly("weird " + weird);
    }

    @Test
    void endsChunksThatHaveNoLastOne() {
        enveloped();
        client("BDAT 3");
        session.originator("abcQUIT\r\n");
        assertThat(weirds())
                .containsExactly("weird smtp_missing_bdat_last_chunk", "weird smtp_bdat_undelivered_at_done");
    }

    @Test
    void handsOverToTlsAndLogsThat() {
        greeted();
        client("STARTTLS").server("220 go ahead");
        assertThat(session.said()).contains("hand over to ssl");
        session.finish();
        SmtpLog line = session.line(SmtpLog.class);
        assertThat(line.getTls()).isTrue();
        assertThat(line.getLastReply()).isEqualTo("220 go ahead");
        assertThat(line.getMailfrom()).isNull();
    }

    @Test
    void keepsSecretsApartFromCommands() {
        greeted();
        client("AUTH LOGIN")
                .server("334 VXNlcm5hbWU6")
                .client("RCPT TO:<no@example.org>")
                .server("235 in");
        client("MAIL FROM:<a@example.org>").server("250 OK");
        session.finish();
        assertThat(session.line(SmtpLog.class).getRcptto()).isNull();
        assertThat(weirds()).isEmpty();
    }

    @Test
    void endsAMailInWhichBytesAreMissingAndGoesOn() {
        enveloped();
        client("DATA").server("354 go").client("").client("begin");
        session.gap(Direction.ORIGINATOR, 1000);
        client("end").client(".");
        server("250 OK");
        client("MAIL FROM:<next@example.org>").server("250 OK");
        session.finish();
        RecordedFile file = session.files().get(0);
        assertThat(file.text()).isEqualTo("begin\r\n");
        assertThat(file.missing()).isEqualTo(1000);
        assertThat(file.isEnded()).isTrue();
        assertThat(logged()).extracting(SmtpLog::getMailfrom).containsExactly("a@example.org", "next@example.org");
    }

    @Test
    void isViolatedByAReplyWithoutACode() {
        server("hello");
        assertThat(session.said()).containsExactly("violation reply code -1 out of range: hello");
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void findsMailsWithoutAnEnvelopeOddAndGivesUpOnMany() {
        greeted();
        for (int i = 0; i < 30; i++) {
            client("RCPT TO:<b@example.org>");
        }
        assertThat(weirds()).hasSize(27).endsWith("weird smtp_excessive_invalid_mail_transactions: 26");
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void keepsNoMoreRecipientsThanItMay() {
        greeted();
        client("MAIL FROM:<a@example.org>");
        for (int i = 0; i < 1002; i++) {
            client("RCPT TO:<b" + i + "@example.org>");
        }
        session.finish();
        assertThat(logged().get(0).getRcptto()).hasSize(1000);
        assertThat(weirds()).contains("weird smtp_too_many_rcptto_addresses");
    }

    @Test
    void namesTheHostThatTheMailWasWrittenOn() {
        enveloped();
        client("DATA").server("354 go");
        client("Received: from x (a.example [192.0.2.7]) by mail.example")
                .client("User-Agent: Mutt/1.5")
                .client("");
        client(".").server("250 OK");
        assertThat(session.line(SmtpLog.class).getPath()).containsExactly("10.0.0.2", "10.0.0.1", "192.0.2.7");
        assertThat(session.said())
                .contains("SoftwareBanner[direction=ORIGINATOR, host=192.0.2.7, type=SMTP::MAIL_CLIENT, "
                        + "banner=Mutt/1.5, port=0]");
    }

    @ParameterizedTest
    @CsvSource({
        "ORIGINATOR, EHLO x, YES",
        "ORIGINATOR, '  helo', YES",
        "ORIGINATOR, EH, MORE",
        "ORIGINATOR, GET /, MORE",
        "ORIGINATOR, 'GET /|EHLO', YES",
        "ORIGINATOR, 'GET /|||EHLO', YES",
        "ORIGINATOR, 'GET /|Host: x|EHLO', MORE",
        "ORIGINATOR, NOHELO, MORE",
        "RESPONDER, 220 hi, YES",
        "RESPONDER, 220-hi, YES",
        "RESPONDER, 22, MORE",
        "RESPONDER, 2200, NO",
        "RESPONDER, 421 no, NO"
    })
    void knowsBothSidesByTheirFirstWords(Direction direction, String text, Probe expected) {
        byte[] first = text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(analyzer.probe(direction, new ByteCursor(first, 0, first.length)))
                .isEqualTo(expected);
    }
}

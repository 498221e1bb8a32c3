package io.brook.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brook.notice.webhook.WebhookBodies;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.NoticeAlarmLog;
import io.brook.schemas.log.NoticeLog;
import jakarta.mail.Header;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that a packet holds becomes a header, a part or a line of a mail, or a field of what is posted. */
class HostileTextTest {
    private static final List<String> SOMEONE = List.of("soc@example.org");
    private static final List<String> HEADERS = List.of(
            "Received",
            "Date",
            "From",
            "To",
            "Message-ID",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "User-Agent");

    private final TestMailServer server = TestMailServer.plain();

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<String> hostile() {
        return Stream.of(
                "x\r\nBcc: all@example.org\r\n\r\nbody",
                "x\n\nSubject: other",
                "x\rTo: other@example.org",
                "x\r\n.\r\nQUIT\r\nMAIL FROM:<a@b>",
                "x\u0000y\u0007\u001b[2J",
                "\r\n--boundary\r\nContent-Type: text/html\r\n\r\n<script>",
                "----=_Part_0_1.2--\r\nContent-Disposition: attachment",
                "y".repeat(1_000_000),
                "half \ud800 and \udc00 characters",
                "\u202egnp.exe\u202c \u2066turned\u2069 \u200f\u061c",
                "lines\u2028of\u2029Unicode\u0085",
                "=?utf-8?B?QmNjOiBhbGxAZXhhbXBsZS5vcmc=?=",
                "\"}, \"test\": true, {\"x\": \"\\\"",
                "<!channel> <http://evil|good> &lt;",
                "\uf7ff\uf70a");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isOnlyTextOfAMail(String text) throws Exception {
        NoticeLog notice = notice(text);
        AlarmSummary summary = new AlarmSummary(Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
        NoticeAlarmLog alarm = new NoticeAlarmLog();
        for (int column = 0; column < NoticeAlarmLog.SCHEMA$.getFields().size(); column++) {
            alarm.put(column, notice.get(column));
        }
        summary.add(alarm);
        MailConfig config =
                new MailConfig("Brook <brook@localhost>", "", "[Brook]", "localhost", server.port(), false, null, null);
        try (SmtpTransport transport = new SmtpTransport(config)) {
            transport.send(NoticeMessage.of(notice, "[Brook]", SOMEONE));
            transport.send(NoticeMessage.page(notice, "[Brook]", SOMEONE));
            transport.send(summary.message("[Brook]", SOMEONE));
        }
        assertThat(server.mails).hasSize(3);
        assertThat(server.delivered).containsOnly("soc@example.org");
        for (String each : server.mails) {
            MimeMessage mail = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(each.getBytes(StandardCharsets.UTF_8)));
            assertThat(Collections.list(mail.getAllHeaders()))
                    .extracting(Header::getName)
                    .isSubsetOf(HEADERS)
                    .doesNotHaveDuplicates();
            assertThat(mail.getSubject()).startsWith("[Brook] ").doesNotContain("\n", "\r", "\u202e");
            assertThat(mail.getContentType()).startsWith("text/plain");
        }
        assertThat(lines(server.mails.get(0)))
                .allMatch(line -> line.isEmpty()
                        || line.matches(
                                "(Message|Sub-message|Sensor|Time|File Description|File MIME Type|Connection|Connection uid): .*")
                        || line.equals("--")
                        || line.equals("[Automatically generated]"));
        assertThat(lines(server.mails.get(1))).hasSize(1);
        assertThat(lines(server.mails.get(2))).noneMatch(line -> line.matches("[.]|Bcc:.*|Subject:.*|QUIT|----.*"));
    }

    private static List<String> lines(String mail) throws Exception {
        Object content = new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)))
                .getContent();
        return content.toString().lines().toList();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isOnlyTextOfWhatIsPosted(String text) throws Exception {
        ObjectMapper json = new ObjectMapper();
        NoticeLog plain = notice("plain");
        NoticeLog notice = notice(text);
        List<byte[]> expected = WebhookBodies.of(plain);
        List<byte[]> bodies = WebhookBodies.of(notice);
        for (int form = 0; form < bodies.size(); form++) {
            assertThat(fields(json.readTree(bodies.get(form)))).isEqualTo(fields(json.readTree(expected.get(form))));
        }
    }

    /** The names of all fields, also of those within others. */
    private static List<String> fields(JsonNode node) {
        return Stream.concat(
                        node.properties().stream().map(field -> field.getKey()),
                        node.valueStream().flatMap(each -> fields(each).stream()))
                .toList();
    }

    private static NoticeLog notice(String text) {
        return NoticeLog.newBuilder()
                .setMeta(new LogMeta("s", 0L))
                .setTs(0)
                .setNote("A::B" + text)
                .setMsg(text)
                .setSub(text)
                .setUid("C1")
                .setId(new ConnId("10.0.0.1", 1025, "10.0.0.2", 80))
                .setFileDesc(text)
                .setFileMimeType(text)
                .build();
    }
}

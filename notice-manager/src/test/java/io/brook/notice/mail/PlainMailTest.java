package io.brook.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainMailTest {
    private static final int UNAVAILABLE = 550;
    private static final PlainMail MAIL =
            new PlainMail(List.of("a@example.org", "b@example.org"), "cron: host\nx down", "host x down\n", null);

    private TestMailServer server;

    @BeforeEach
    void open() {
        server = TestMailServer.plain();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void isSentToAllWithThePrefixInOneLine() throws MailException {
        assertThat(MAIL.send(config())).isEmpty();
        assertThat(server.delivered).containsExactly("a@example.org", "b@example.org");
        assertThat(server.mails.get(0))
                .contains("Subject: [Brook] cron: host x down\r\n")
                .doesNotContain("Reply-To")
                .contains("host x down");
    }

    @Test
    void aPageGoesBesideTheText() throws Exception {
        new PlainMail(List.of("a@example.org"), "s", "the text \u00b5\n", "<p>the page \u00b5</p>\n").send(config());
        MimeMessage mail = new MimeMessage(
                null, new ByteArrayInputStream(server.mails.get(0).getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent().toString().strip()).isEqualTo("the text \u00b5");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent().toString().strip()).isEqualTo("<p>the page \u00b5</p>");
    }

    @Test
    void theRefusedAreNamed() throws MailException {
        server.refusedRecipients.put("a@example.org", UNAVAILABLE);
        assertThat(MAIL.send(config())).singleElement().asString().contains("a@example.org: 550");
        assertThat(server.delivered).containsExactly("b@example.org");

        server.refusedRecipients.put("b@example.org", UNAVAILABLE);
        assertThatThrownBy(() -> MAIL.send(config()))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("a@example.org: 550")
                .hasMessageContaining("b@example.org: 550");
    }

    private MailConfig config() {
        return new MailConfig("Brook <brook@localhost>", "", "[Brook]", "localhost", server.port(), false, null, null);
    }
}

package io.brook.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpTransportTest {
    private static final List<Duration> TWICE = List.of(Duration.ZERO, Duration.ZERO);
    private static final NoticeMessage MESSAGE =
            new NoticeMessage(List.of("soc@example.org", "noc@example.org"), "[Brook] A::B", "Message: sm\u00f8r\n");

    @TempDir
    private static Path trusted;

    @TempDir
    private Path other;

    private TestMailServer server;

    /** The JVM reads its trust store once; nothing in this module's tests speaks TLS before. */
    @BeforeAll
    static void trustTheServersCertificate() {
        Path store = trusted.resolve("trusted.p12");
        TestMailServer.withCertificate(store, "dns:localhost").close();
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void deliversOverStartTlsWithAPassword() throws MailException {
        server = trustedServer();
        send("localhost", TestMailServer.PASSWORD, TWICE);
        assertThat(server.mails).hasSize(1);
        assertThat(server.mails.get(0))
                .contains("From: Brook <brook@localhost>\r\n")
                .contains("To: soc@example.org, noc@example.org\r\n")
                .contains("Reply-To: brook-team@localhost\r\n")
                .contains("Subject: [Brook] A::B\r\n")
                .containsPattern("User-Agent: Brook/[0-9]+\\.[0-9]+")
                .contains("Content-Type: text/plain; charset=UTF-8\r\n")
                .containsPattern("Message: sm(\u00f8|=C3=B8)r");
    }

    @Test
    void sendsSeveralMailsOverOneSession() throws MailException {
        server = trustedServer();
        try (SmtpTransport transport = new SmtpTransport(config("localhost", server.port(), true, "secret"), TWICE)) {
            transport.send(MESSAGE);
            transport.send(MESSAGE);
            assertThat(server.sessions()).isEqualTo(1);
        }
        assertThat(server.mails).hasSize(2);
    }

    @Test
    void namesServerRecipientAndReplyWhenThePasswordIsWrong() {
        server = trustedServer();
        assertThatThrownBy(() -> send("localhost", "wrong", TWICE))
                .isInstanceOf(MailException.class)
                .hasMessageStartingWith("mail server localhost:" + server.port()
                        + ": cannot mail soc@example.org, noc@example.org: 535 ")
                .hasMessageNotContaining("\n");
        assertThat(server.mails).isEmpty();
    }

    @Test
    void refusesACertificateThatTheJvmDoesNotTrust() {
        server = TestMailServer.withCertificate(other.resolve("other.p12"), "dns:localhost");
        assertThatThrownBy(() -> send("localhost", TestMailServer.PASSWORD, TWICE))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("PKIX")
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesACertificateForAnotherName() {
        server = trustedServer();
        assertThatThrownBy(() -> send("127.0.0.1", TestMailServer.PASSWORD, TWICE))
                .isInstanceOf(MailException.class)
                .hasMessageNotContaining("\n");
        assertThat(server.mails).isEmpty();
    }

    @Test
    void sendsNothingWithoutStartTlsWhenItIsAskedFor() {
        server = TestMailServer.plain();
        assertThatThrownBy(() -> send("localhost", null, TWICE))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("STARTTLS is required");
        assertThat(server.mails).isEmpty();
    }

    @Test
    void sendsInTheClearWhenThatIsAskedFor() throws MailException {
        server = TestMailServer.plain();
        try (SmtpTransport transport = new SmtpTransport(config("localhost", server.port(), false, null), TWICE)) {
            transport.send(MESSAGE);
        }
        assertThat(server.mails).hasSize(1);
    }

    @Test
    void triesAgainWhatMayPass() throws MailException {
        server = trustedServer();
        server.refusals.addAll(List.of(451, 450));
        send("localhost", TestMailServer.PASSWORD, TWICE);
        assertThat(server.mails).hasSize(1);
        assertThat(server.refusals).isEmpty();
    }

    @Test
    void givesUpAfterTheLastTry() {
        server = trustedServer();
        server.refusals.addAll(List.of(451, 451, 451, 451));
        assertThatThrownBy(() -> send("localhost", TestMailServer.PASSWORD, TWICE))
                .isInstanceOf(MailException.class)
                .hasMessageEndingWith("451 not now");
        assertThat(server.refusals).hasSize(1);
    }

    @Test
    void takesAPermanentRefusalForAnAnswer() {
        server = trustedServer();
        server.refuseAfter(0, 550);
        assertThatThrownBy(() -> send("localhost", TestMailServer.PASSWORD, TWICE))
                .isInstanceOf(MailException.class)
                .hasMessageEndingWith("550 not now");
        assertThat(server.sessions()).isEqualTo(1);
    }

    @Test
    void oneRecipientThatIsRefusedKeepsNothingFromTheOthers() throws MailException {
        server = trustedServer();
        server.refusedRecipients.put("noc@example.org", 550);
        try (SmtpTransport transport = new SmtpTransport(config("localhost", server.port(), true, "secret"), TWICE)) {
            List<Refusal> refusals = transport.send(MESSAGE);
            assertThat(refusals).hasSize(1);
            assertThat(refusals.get(0).recipient()).isEqualTo("noc@example.org");
            assertThat(refusals.get(0).failure().mayPass()).isFalse();
            assertThat(refusals.get(0)).hasToString("noc@example.org: 550 not this one");
        }
        assertThat(server.delivered).containsExactly("soc@example.org");
    }

    @Test
    void tellsWhoMayBeTriedAgain() throws MailException {
        server = trustedServer();
        server.refusedRecipients.putAll(Map.of("noc@example.org", 452, "soc@example.org", 553));
        try (SmtpTransport transport = new SmtpTransport(config("localhost", server.port(), true, "secret"), TWICE)) {
            assertThat(transport.send(MESSAGE))
                    .extracting(each -> each.recipient() + " " + each.failure().mayPass())
                    .containsExactlyInAnyOrder("noc@example.org true", "soc@example.org false");
        }
        assertThat(server.mails).isEmpty();
    }

    @Test
    void aRefusalOfTheTextIsForAllRecipients() throws MailException {
        server = trustedServer();
        server.refusals.add(554);
        try (SmtpTransport transport = new SmtpTransport(config("localhost", server.port(), true, "secret"), TWICE)) {
            assertThat(transport.send(MESSAGE))
                    .allSatisfy(each -> assertThat(each.failure().mayPass()).isFalse())
                    .extracting(Refusal::toString)
                    .containsExactlyInAnyOrder("soc@example.org: 554 not now", "noc@example.org: 554 not now");
            assertThat(transport.send(MESSAGE)).isEmpty();
        }
        assertThat(server.mails).hasSize(1);
    }

    @Test
    void sendsNoMailToAServerThatDoesNotAskForTheCredentialsThatAreSet() {
        server = TestMailServer.plain();
        try (SmtpTransport transport = new SmtpTransport(config("localhost", server.port(), false, "secret"), TWICE)) {
            assertThatThrownBy(() -> transport.send(MESSAGE))
                    .isInstanceOf(MailException.class)
                    .hasMessageContaining("SmtpUser is set, but the server asks for no authentication")
                    .hasMessageContaining("SmtpStartTls = true");
        }
        assertThat(server.mails).isEmpty();
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (SmtpTransport transport = new SmtpTransport(config("localhost", port, true, null), TWICE)) {
            assertThatThrownBy(() -> transport.send(MESSAGE))
                    .isInstanceOf(MailException.class)
                    .hasMessageStartingWith("mail server localhost:" + port + ": cannot mail ")
                    .hasMessageContaining("Connection refused");
        }
    }

    @Test
    void namesARecipientThatIsNoAddress() {
        server = trustedServer();
        NoticeMessage message = new NoticeMessage(List.of("not an address"), "s", "b");
        try (SmtpTransport transport =
                new SmtpTransport(config("localhost", server.port(), true, TestMailServer.PASSWORD), TWICE)) {
            assertThatThrownBy(() -> transport.send(message))
                    .isInstanceOf(MailException.class)
                    .hasMessageContaining("cannot mail not an address: ");
        }
    }

    private static TestMailServer trustedServer() {
        return TestMailServer.withStore(trusted.resolve("trusted.p12"));
    }

    private void send(String host, String password, List<Duration> pauses) throws MailException {
        try (SmtpTransport transport = new SmtpTransport(config(host, server.port(), true, password), pauses)) {
            transport.send(MESSAGE);
        }
    }

    private static MailConfig config(String host, int port, boolean startTls, String password) {
        String user = password == null ? null : TestMailServer.USER;
        return new MailConfig(
                "Brook <brook@localhost>", "brook-team@localhost", "[Brook]", host, port, startTls, user, password);
    }
}

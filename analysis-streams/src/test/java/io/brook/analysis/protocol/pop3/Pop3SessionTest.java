package io.brook.analysis.protocol.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.RecordedFile;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Pop3SessionTest {
    private final Pop3Analyzer analyzer = new Pop3Analyzer();
    private final SessionRecorder session = new SessionRecorder(analyzer);

    private Pop3SessionTest client(String line) {
        session.originator(line + "\r\n");
        return this;
    }

    private Pop3SessionTest server(String line) {
        session.responder(line + "\r\n");
        return this;
    }

    @Test
    void isSureOnceAUserIsAccepted() {
        server("+OK ready").client("USER bob");
        assertThat(session.said()).isEmpty();
        server("+OK password?");
        assertThat(session.said()).containsExactly("confirm");
    }

    @Test
    void handsOverToTls() {
        server("+OK ready").client("STLS");
        session.responder("+OK begin\r\n");
        assertThat(session.said()).containsExactly("confirm", "hand over to ssl");
    }

    @Test
    void takesMailsAndListsForNoReplies() {
        server("+OK ready").client("USER bob").server("+OK").client("PASS x").server("+OK");
        client("LIST").server("+OK 1 message").server("1 120").server(".");
        client("RETR 1")
                .server("+OK follows")
                .server("Subject: x")
                .server("")
                .server("no reply")
                .server(".");
        client("QUIT").server("+OK bye");
        assertThat(session.finish().said())
                .filteredOn(said -> !said.startsWith("report"))
                .hasSize(2)
                .startsWith("confirm");
        assertThat(session.files())
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).isEqualTo("no reply\r\n"));
    }

    private Pop3SessionTest fetch() {
        return server("+OK ready").client("RETR 1").server("+OK follows");
    }

    @Test
    void thePartsOfAMailAreFiles() {
        fetch();
        session.responder("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsome text\r\n--b\r\n"
                + "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGh0bWw+\r\n--b--\r\n.\r\n");
        assertThat(session.files()).extracting(RecordedFile::text).containsExactly("some text", "<html>");
        assertThat(session.files()).allMatch(RecordedFile::isEnded).allSatisfy(file -> {
            assertThat(file.origin().source()).isEqualTo("POP3");
            assertThat(file.origin().direction().isFromOriginator()).isFalse();
            assertThat(file.origin().depth()).isZero();
            assertThat(file.origin().name()).isNull();
        });
    }

    @Test
    void aMailOfOnePacketEndsWithIt() {
        fetch();
        session.at(7).responder("Subject: x\r\n\r\n");
        session.at(9).responder("one\r\ntwo\r\n.\r\n");
        assertThat(session.files()).singleElement().satisfies(file -> {
            assertThat(file.text()).isEqualTo("one\r\ntwo\r\n");
            assertThat(file.isEnded()).isTrue();
            assertThat(file.origin().key()).endsWith(" 9");
        });
    }

    @Test
    void aMailOfSeveralPacketsIsNotFoundAgainAtItsEnd() {
        fetch();
        session.at(7).responder("Subject: x\r\n\r\none\r\n");
        session.at(9).responder("two\r\n.\r\n");
        assertThat(session.files()).singleElement().satisfies(file -> {
            assertThat(file.text()).isEqualTo("one\r\ntwo\r\n");
            assertThat(file.isEnded()).isFalse();
            assertThat(file.origin().key()).endsWith(" 7");
        });
    }

    @Test
    void theMailsOfAConnectionAreFilesOfTheirOwn() {
        fetch();
        session.at(7).responder("\r\none\r\n.\r\n");
        client("RETR 2").server("+OK follows");
        session.at(9).responder("\r\ntwo\r\n.\r\n");
        assertThat(session.files()).extracting(RecordedFile::text).containsExactly("one\r\n", "two\r\n");
    }

    @Test
    void aMailWithoutContentsIsNoFile() {
        fetch();
        session.responder("Subject: x\r\n.\r\n");
        assertThat(session.files()).isEmpty();
    }

    @Test
    void guessesThatTheClientIsLoggedInWhenTheServerObeys() {
        server("+OK ready")
                .client("RETR 1")
                .server("+OK follows")
                .server("Subject: x")
                .server(".");
        assertThat(session.said()).isEmpty();
    }

    @Test
    void answersPipelinedCommandsOneByOne() {
        session.responder("+OK ready\r\n").originator("USER bob\r\nPASS x\r\nSTAT\r\nRETR 1\r\n");
        session.responder("+OK\r\n+OK\r\n+OK 1 2\r\n+OK follows\r\nany text\r\n.\r\n");
        assertThat(session.said()).hasSize(2).startsWith("confirm");
    }

    @Test
    void isViolatedByAServerThatSaysSomethingElse() {
        server("+OK ready").client("USER bob").server("+OK");
        session.responder("+\r\r..\r\r\n");
        assertThat(session.said())
                .containsExactly(
                        "confirm", "violation unknown server command (+): +", "weird pop3_server_command_unknown: +");
    }

    @Test
    void looksAtLoginsOnlyForTheirForm() {
        server("+OK ready").client("AUTH PLAIN").client("AGJvYgBzZWNyZXQ=").server("+OK in");
        assertThat(session.said()).singleElement().asString().startsWith("report 10.0.0.1");
        client("NOOP").server("-ERR no").client("!").server("+OK");
        assertThat(session.said()).hasSize(2).endsWith("weird pop3_client_command_unknown: !");
    }

    @Test
    void findsMalformedLoginsOdd() {
        server("+OK ready").client("AUTH PLAIN").client("Ym9i").client("*");
        assertThat(session.said())
                .containsExactly(
                        "weird pop3_malformed_auth_plain",
                        "weird base64_illegal_encoding: character 42 ignored by Base64 decoding",
                        "weird pop3_bad_base64_encoding");
    }

    @Test
    void forgetsCommandsThatNobodyAnswers() {
        server("+OK ready");
        for (int i = 0; i < 1000; i++) {
            client("NOOP");
        }
        assertThat(session.said()).containsOnly("weird pop3_client_too_many_pending_commands");
    }

    @ParameterizedTest
    @CsvSource({
        "ORIGINATOR, 'user bob', YES",
        "ORIGINATOR, USERS, MORE",
        "ORIGINATOR, CAPA, YES",
        "ORIGINATOR, LIST, MORE",
        "RESPONDER, +OK, YES",
        "RESPONDER, +O, MORE",
        "RESPONDER, -ERR, NO"
    })
    void knowsBothSidesByTheirFirstWords(Direction direction, String text, Probe expected) {
        byte[] first = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(analyzer.probe(direction, new ByteCursor(first, 0, first.length)))
                .isEqualTo(expected);
    }
}

package io.brook.analysis.protocol.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.testing.SessionRecorder;
import org.junit.jupiter.api.Test;

class ImapSessionTest {
    private final SessionRecorder session = new SessionRecorder(new ImapAnalyzer());

    @Test
    void handsOverToTlsWhenTheServerAgrees() {
        session.responder("* OK [CAPABILITY IMAP4rev1] ready\r\n").originator("a1 STARTTLS\r\n");
        session.responder("* BYE not that one\r\na1 OK begin\r\n");
        assertThat(session.said()).containsExactly("confirm", "confirm", "hand over to ssl");
    }

    @Test
    void findsARefusalOdd() {
        session.originator("a1 STARTTLS\r\n").responder("a1 NO\r\n").responder("a1 BAD never\r\n");
        assertThat(session.said())
                .containsExactly(
                        "confirm", "weird IMAP: server refused StartTLS", "weird IMAP: server refused StartTLS");
    }

    @Test
    void looksNoFurtherThanALogin() {
        session.originator("a1 login bob secret\r\n");
        assertThat(session.said()).containsExactly("confirm");
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void isViolatedByALineWithoutACommand() {
        session.responder("nonsense\r\n");
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }
}

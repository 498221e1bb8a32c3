package io.brook.analysis.protocol.finger;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.testing.SessionRecorder;
import org.junit.jupiter.api.Test;

class FingerSessionTest {
    private final SessionRecorder session = new SessionRecorder(new FingerAnalyzer());

    @Test
    void aQuestionConfirmsTheProtocol() {
        assertThat(session.originator("alice\r\n").said()).containsExactly("confirm");
    }

    @Test
    void waitsForTheWholeQuestion() {
        assertThat(session.originator("al").said()).isEmpty();
        assertThat(session.originator("ice\r\n").said()).containsExactly("confirm");
    }

    @Test
    void anEmptyQuestionIsConfirmedByTheAnswer() {
        assertThat(session.originator("\r\n").said()).isEmpty();
        assertThat(session.responder("Hello.\r\nLogin: alice\r\n").said()).containsExactly("confirm");
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void shortLinesTellNothing() {
        assertThat(session.responder("a\r\nb\r\n").said()).isEmpty();
        assertThat(session.outcome()).isEqualTo(Outcome.CONTINUE);
    }
}

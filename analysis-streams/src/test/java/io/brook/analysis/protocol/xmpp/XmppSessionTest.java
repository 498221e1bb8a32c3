package io.brook.analysis.protocol.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmppSessionTest {
    private final XmppAnalyzer analyzer = new XmppAnalyzer();
    private final SessionRecorder session = new SessionRecorder(analyzer);

    @Test
    void handsOverToTlsWhenTheServerAgrees() {
        session.originator("<?xml version='1.0'?>\n<stream:stream to='x' xmlns='jabber:client'>");
        session.responder("<stream:features><starttls xmlns='y'/></stream:features>");
        session.originator("<starttls xmlns='y'/>").responder("<proceed xmlns='y'/> ");
        assertThat(session.said()).containsExactly("confirm", "hand over to ssl");
    }

    @Test
    void findsAServerOddThatProceedsUnasked() {
        session.responder("<proceed/>");
        assertThat(session.said()).containsExactly("weird XMPP: proceed without starttls");
    }

    @Test
    void isViolatedByText() {
        session.responder("<mechanism>PLAIN</mechanism>");
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void keepsNoTagForever() {
        session.responder("<a " + "x".repeat(100_000));
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @ParameterizedTest
    @CsvSource({
        "\"<?xml version='1.0'?><stream:stream to='a' xmlns='jabber:client'\", CERTAIN",
        "\"<stream:stream xmlns='jabber:server'>\", CERTAIN",
        "<str, MORE",
        "<html>, NO"
    })
    void knowsAStreamByItsBeginning(String text, Probe expected) {
        byte[] first = text.replace("\"", "").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(analyzer.probe(Direction.ORIGINATOR, new ByteCursor(first, 0, first.length)))
                .isEqualTo(expected);
    }
}

package io.brook.analysis.protocol.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.log.SyslogLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogSessionTest {
    private final SessionRecorder session = new SessionRecorder(new SyslogAnalyzer(), 40000, "10.0.0.2", 514);

    @ParameterizedTest
    @CsvSource({
        "<0>x, KERN, EMERG",
        "<34>x, AUTH, CRIT",
        "<133>x, LOCAL0, NOTICE",
        "<191>x, LOCAL7, DEBUG",
        "<192>x, ?-24, EMERG",
        "<1024>x, KERN, EMERG"
    })
    void readsThePriority(String message, String facility, String severity) {
        SyslogLog line = session.originator(message).line(SyslogLog.class);
        assertThat(line.getFacility()).isEqualTo(facility);
        assertThat(line.getSeverity()).isEqualTo(severity);
        assertThat(line.getMessage()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "<", "<>x", "<1", "<1x>", "<99999999999999999999999>x"})
    void withoutPriorityAllIsTheMessage(String message) {
        SyslogLog line = session.originator(message).line(SyslogLog.class);
        assertThat(line.getFacility()).isEqualTo("UNSPECIFIED");
        assertThat(line.getSeverity()).isEqualTo("UNSPECIFIED");
        assertThat(line.getMessage()).isEqualTo(message);
    }

    @Test
    void eachDatagramIsALineAndNothingIsConfirmed() {
        session.originator("<1>a").responder("<1>b\n").finish();
        assertThat(session.lines())
                .extracting(line -> ((SyslogLog) line).getMessage())
                .containsExactly("a", "b\n");
        assertThat(session.said()).noneMatch("confirm"::equals);
    }
}

package io.brook.analysis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.DnsLog;
import io.brook.schemas.log.HttpLog;
import io.brook.schemas.log.SmtpLog;
import io.brook.schemas.log.SyslogLog;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLimitsTest {
    private static String cut(String message) {
        SyslogLog line = new SyslogLog();
        line.setMessage(message);
        LogLimits limits = LogLimits.apply(line);
        assertThat(limits.textCut()).isEqualTo(!line.getMessage().equals(message));
        return line.getMessage();
    }

    @Test
    void aTextIsCutAt4096Bytes() {
        assertThat(cut("a".repeat(4096))).hasSize(4096);
        assertThat(cut("a".repeat(4097))).isEqualTo("a".repeat(4096));
        assertThat(cut("\u00ff".repeat(5000))).isEqualTo("\u00ff".repeat(4096));
    }

    @Test
    void bytesCountWhereATextIsMoreThanBytes() {
        assertThat(cut("\u65e5".repeat(1365))).hasSize(1365);
        assertThat(cut("\u65e5".repeat(1366)).length()).isEqualTo(4096);
    }

    @Test
    void ofAListAHundredElementsAreLeft() {
        DnsLog line = new DnsLog();
        line.setAnswers(Collections.nCopies(101, "x".repeat(5000)));
        LogLimits limits = LogLimits.apply(line);
        assertThat(line.getAnswers()).hasSize(100).startsWith("x".repeat(4096));
        assertThat(limits.listCut()).isTrue();
        assertThat(limits.textCut()).isTrue();
    }

    @Test
    void allTextsTogetherAreCutToo() {
        SmtpLog line = new SmtpLog();
        line.setTo(Collections.nCopies(100, "t".repeat(4096)));
        line.setSubject("s");
        LogLimits.apply(line);
        assertThat(line.getTo().stream().mapToInt(String::length).sum()).isEqualTo(256_000);
        assertThat(line.getSubject()).isEmpty();
    }

    @Test
    void whatHttpAsksForMayBeLong() {
        HttpLog line = new HttpLog();
        line.setUri("/".repeat(9000));
        line.setProxied(List.of("p"));
        LogLimits limits = LogLimits.apply(line);
        assertThat(line.getUri()).hasSize(9000);
        assertThat(limits.textCut() || limits.listCut()).isFalse();
    }
}

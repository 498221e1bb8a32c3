package io.brook.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.subject.Report;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {
    @ParameterizedTest
    @CsvSource({
        "tcp, S0, true",
        "tcp, REJ, true",
        "tcp, RSTOS0, true",
        "tcp, SH, true",
        "tcp, SF, false",
        "tcp, S1, false",
        "tcp, RSTO, false",
        "tcp, RSTR, false",
        "tcp, OTH, false",
        "tcp, SHR, false",
        "tcp, RSTRH, false",
        "udp, S0, false",
        "icmp, OTH, false"
    })
    void onlyFailedTcpConnectionsAreFailedAttempts(String proto, String state, boolean isEvidence) {
        ConnLog line = new ConnLog();
        line.setMeta(new LogMeta("s", 70L));
        line.setTs(60);
        line.setUid("C1");
        line.setId(new ConnId("10.0.0.1", 4000, "10.0.0.2", 22));
        line.setProto(proto);
        line.setConnState(state);
        List<Report> expected = isEvidence
                ? List.of(new Report(
                        "10.0.0.1", new FailedAttempt(new LogMeta("s", 70L), "10.0.0.1", "10.0.0.2", 22, "C1")))
                : List.of();
        assertThat(Evidence.in(line)).isEqualTo(expected);
    }
}

package io.brook.notice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.progress.Timeline;
import io.brook.schemas.record.Notice;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticePolicyTest {
    private static final Notice NOTICE = Notice.newBuilder()
            .setSensor("tap")
            .setNote("Scan::Port_Scan")
            .setIdentifier("10.0.0.1")
            .setTime(7)
            .setMsg("10.0.0.1 scanned 20 ports of host 10.0.0.2")
            .setSub("remote")
            .setSrc("10.0.0.1")
            .setDst("10.0.0.2")
            .setP(22)
            .setN(20L)
            .setUid("C1")
            .setSuppressFor(3_600_000_000_000L)
            .build();

    private static NoticeLog line(NoticePolicy policy) {
        return policy.line(NOTICE, policy.judge(NOTICE, (rule, why) -> {}), 0);
    }

    @Test
    void logsEveryNotice() {
        NoticeLog line = line(new NoticePolicy(List.of(), false, new Timeline<>(SitePolicy.NONE)));
        assertThat(line)
                .isEqualTo(NoticeLog.newBuilder()
                        .setMeta(new LogMeta("tap", 7L))
                        .setTs(7)
                        .setUid("C1")
                        .setNote("Scan::Port_Scan")
                        .setMsg("10.0.0.1 scanned 20 ports of host 10.0.0.2")
                        .setSub("remote")
                        .setSrc("10.0.0.1")
                        .setDst("10.0.0.2")
                        .setP(22)
                        .setN(20L)
                        .setActions(List.of("Notice::ACTION_LOG"))
                        .setEmailDest(List.of())
                        .setSuppressFor(3_600_000_000_000L)
                        .setSuppressed(0L)
                        .build());
    }

    @Test
    void mailsWhenThereIsSomeoneToMailTo() {
        NoticeLog line = line(
                new NoticePolicy(List.of("soc@example.org", "noc@example.org"), true, new Timeline<>(SitePolicy.NONE)));
        assertThat(line.getActions()).containsExactly("Notice::ACTION_LOG", "Notice::ACTION_EMAIL");
        assertThat(line.getEmailDest()).containsExactly("soc@example.org", "noc@example.org");
    }

    @Test
    void namesTheSensorAsThePeerInACluster() {
        assertThat(line(new NoticePolicy(List.of(), true, new Timeline<>(SitePolicy.NONE)))
                        .getPeerDescr())
                .isEqualTo("tap");
    }
}

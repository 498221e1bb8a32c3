package io.brook.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.NoticeAlarmLog;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmSummaryTest {
    private static final List<String> SOMEONE = List.of("soc@example.org");

    private final AlarmSummary summary =
            new AlarmSummary(Instant.parse("2026-11-26T00:00:00Z"), Instant.parse("2026-11-27T00:00:00Z"));

    @Test
    void showsAlarmsByTypeAndTime() {
        summary.add(alarm("SSH::Password_Guessing", "10.0.0.3 guesses")
                .setTs(1_795_655_700_000_000_000L)
                .setSrc("10.0.0.3")
                .setDst("10.0.0.4")
                .setSub("22 attempts")
                .build());
        summary.add(alarm("Scan::Address_Scan", "the second")
                .setTs(1_795_655_699_000_000_000L)
                .setSrc("10.0.0.1")
                .setP(22)
                .setSuppressed(7L)
                .build());
        summary.add(alarm("Scan::Address_Scan", "the first")
                .setTs(1_795_655_681_250_000_999L)
                .setId(new ConnId("10.0.0.1", 1025, "2001:db8::1", 80))
                .setUid("C1")
                .setPeerDescr("tap-1")
                .build());
        assertThat(summary.message("[Brook]", SOMEONE))
                .isEqualTo(new NoticeMessage(SOMEONE, "[Brook] Alarm summary from 00:00:00-00:00:00", """
                        Alarms from 2026-11-26 00:00:00 to 2026-11-27 00:00:00 UTC: 3, and 7 suppressed before them

                        SSH::Password_Guessing: 1
                        Scan::Address_Scan: 2, and 7 suppressed before them

                        >  2026-11-26-01:15:00 SSH::Password_Guessing 10.0.0.3 -> 10.0.0.4
                           10.0.0.3 guesses
                           22 attempts


                        >  2026-11-26-01:14:41 Scan::Address_Scan 10.0.0.1:1025 -> 2001:db8::1:80 (uid C1)
                           <tap-1> the first

                        >  2026-11-26-01:14:59 Scan::Address_Scan 10.0.0.1:22
                           the second



                        --
                        [Automatically generated]

                        """));
    }

    @Test
    void showsNoMoreThanThereIsRoomFor() {
        for (int i = 0; i < 3 * AlarmSummary.MAX_SHOWN; i++) {
            summary.add(alarm("A::T" + i, "x".repeat(100_000)).build());
        }
        String body = summary.message("[Brook]", SOMEONE).body();
        assertThat(summary.size()).isEqualTo(3 * AlarmSummary.MAX_SHOWN);
        assertThat(body)
                .contains("UTC: 3000\n", "other types: 2500\n", "\n2000 more are in notice_alarm.log.\n")
                .hasSizeLessThan(1_200 * AlarmSummary.MAX_SHOWN);
    }

    @Test
    void keepsWhatTrafficSaysOnOneLine() {
        summary.add(alarm("A::B", "x\r\n.\r\n>  2026-11-26-01:14:41 B::C")
                .setSub("\n--")
                .build());
        assertThat(summary.message("[Brook]\r\nBcc: a@b", SOMEONE).subject())
                .isEqualTo("[Brook]  Bcc: a@b Alarm summary from 00:00:00-00:00:00");
        assertThat(summary.message("[Brook]", SOMEONE).body())
                .contains("   x  .  >  2026-11-26-01:14:41 B::C\n    --\n");
    }

    private static NoticeAlarmLog.Builder alarm(String note, String msg) {
        return NoticeAlarmLog.newBuilder()
                .setMeta(new LogMeta("s", 0L))
                .setTs(0)
                .setNote(note)
                .setMsg(msg);
    }
}

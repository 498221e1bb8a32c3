package io.brook.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.NoticeLog;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeMessageTest {
    @Test
    void namesTheAddressThatAScanCameFrom() {
        NoticeMessage mail = NoticeMessage.of(
                notice().setNote("Scan::Address_Scan")
                        .setMsg("10.0.0.1 scanned at least 25 unique hosts on port 22/tcp in 0m3s")
                        .setSub("remote")
                        .setSrc("10.0.0.1")
                        .build(),
                "[Brook]",
                List.of("soc@example.org"));
        assertThat(mail).isEqualTo(new NoticeMessage(List.of("soc@example.org"), "[Brook] Scan::Address_Scan", """
                        Message: 10.0.0.1 scanned at least 25 unique hosts on port 22/tcp in 0m3s
                        Sub-message: remote

                        Sensor: s
                        Time: 2026-11-26 01:14:41.250000 UTC

                        Address: 10.0.0.1


                        --
                        [Automatically generated]

                        """));
    }

    @Test
    void namesTheConnectionAndTheFileThatRaisedIt() {
        NoticeMessage mail = NoticeMessage.of(
                notice().setNote("A::B")
                        .setMsg("m")
                        .setSrc("10.0.0.1")
                        .setUid("C1")
                        .setId(new ConnId("10.0.0.1", 1025, "2001:db8::1", 80))
                        .setFileDesc("http://example.org/x")
                        .setFileMimeType("text/plain")
                        .build(),
                "[Brook]",
                List.of("soc@example.org"));
        assertThat(mail.body()).isEqualTo("""
                        Message: m

                        Sensor: s
                        Time: 2026-11-26 01:14:41.250000 UTC

                        File Description: http://example.org/x
                        File MIME Type: text/plain

                        Connection: 10.0.0.1:1025 -> 2001:db8::1:80
                        Connection uid: C1


                        --
                        [Automatically generated]

                        """);
    }

    @Test
    void keepsWhatTrafficSaysOnOneLine() {
        NoticeMessage mail = NoticeMessage.of(
                notice().setNote("A::B\r\nBcc: all@example.org")
                        .setMsg("x\n.\r\nAddress: 1.2.3.4")
                        .build(),
                "[Brook]",
                List.of("soc@example.org"));
        assertThat(mail.subject()).isEqualTo("[Brook] A::B  Bcc: all@example.org");
        assertThat(mail.body()).startsWith("Message: x .  Address: 1.2.3.4\n");
    }

    private static NoticeLog.Builder notice() {
        return NoticeLog.newBuilder()
                .setMeta(new LogMeta("s", 0L))
                .setTs(1_795_655_681_250_000_999L)
                .setEmailDest(List.of("soc@example.org"));
    }
}

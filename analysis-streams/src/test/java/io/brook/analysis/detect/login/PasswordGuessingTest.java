package io.brook.analysis.detect.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.LoginAttempt;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordGuessingTest {
    private static final long START = 1_700_000_000_000_000_000L;

    private final List<Notice> notices = new ArrayList<>();
    private final PasswordGuessing guessing =
            new PasswordGuessing(DetectorSettings.DEFAULT, "s", new SavedMaps(), notices::add);
    private int connections;

    @Test
    void thirtyFailuresBySshAreGuessing() {
        fail("SSH", 29, 59);
        assertThat(notices).isEmpty();
        fail("SSH", 1, 0);
        assertThat(notices).hasSize(1);
        Notice notice = notices.get(0);
        assertThat(notice.getNote()).isEqualTo("SSH::Password_Guessing");
        assertThat(notice.getMsg())
                .isEqualTo("10.0.0.1 appears to be guessing SSH passwords (seen in 30 connections).");
        assertThat(notice.getSub()).isEqualTo("Sampled servers:  192.0.2.0, 192.0.2.1, 192.0.2.2");
        assertThat(notice.getSrc()).isEqualTo("10.0.0.1");
    }

    @Test
    void failuresThatAreFurtherApartAreNone() {
        fail("SSH", 100, 63);
        assertThat(notices).isEmpty();
    }

    @Test
    void aLoginAfterGuessingIsReportedForADay() {
        accept("SSH", 0);
        fail("SSH", 30, 1);
        accept("SSH", 100);
        accept("FTP", 100);
        accept("SSH", 90_000);
        assertThat(notices)
                .extracting(Notice::getNote)
                .containsExactly("SSH::Password_Guessing", "SSH::Login_By_Password_Guesser");
        assertThat(notices.get(1).getMsg())
                .isEqualTo("10.0.0.1 logged in to 192.0.2.1 by SSH after guessing passwords");
    }

    @Test
    void twentyRefusalsByFtpAreGuessing() {
        fail("FTP", 19, 2);
        assertThat(notices).isEmpty();
        fail("FTP", 1, 0);
        assertThat(notices).extracting(Notice::getNote).containsExactly("FTP::Bruteforcing");
        assertThat(notices.get(0).getMsg()).startsWith("10.0.0.1 had 20 failed logins on 3 FTP servers in 0m");
    }

    @Test
    void otherProtocolsCountEachForItself() {
        fail("POP3", 29, 1);
        fail("SMTP", 29, 1);
        assertThat(notices).isEmpty();
        fail("MYSQL", 30, 1);
        assertThat(notices).extracting(Notice::getNote).containsExactly("Login::Password_Guessing");
        assertThat(notices.get(0).getMsg())
                .isEqualTo("10.0.0.1 appears to be guessing MYSQL passwords (30 failed logins in 0m29s).");
    }

    /** @param apart in seconds */
    private void fail(String protocol, int count, long apart) {
        for (int i = 0; i < count; i++) {
            attempt(protocol, "192.0.2." + i % 3, i * apart, false);
        }
    }

    private void accept(String protocol, long second) {
        attempt(protocol, "192.0.2.1", second, true);
    }

    private void attempt(String protocol, String target, long second, boolean accepted) {
        LogMeta meta = new LogMeta("s", START + Duration.ofSeconds(second).toNanos());
        guessing.observe(
                "10.0.0.1", new LoginAttempt(meta, protocol, "10.0.0.1", target, 22, "C" + connections++, accepted));
    }
}

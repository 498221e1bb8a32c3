package io.brook.analysis.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.brook.analysis.protocol.ftp.FtpAnalyzer;
import io.brook.analysis.protocol.pop3.Pop3Analyzer;
import io.brook.analysis.protocol.smtp.SmtpAnalyzer;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.record.Finding;
import io.brook.schemas.record.LoginAttempt;
import io.brook.schemas.subject.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What sessions report of logins, and of what a server should not do. */
class LoginsTest {
    @Test
    void ftpTellsWhatWasRefusedAndAccepted() {
        SessionRecorder session = new SessionRecorder(new FtpAnalyzer());
        session.responder("220 ready\r\n");
        session.originator("USER me\r\n").responder("331 password?\r\n");
        session.originator("PASS one\r\n").responder("530-no\r\n530 no\r\n");
        session.originator("USER me\r\n").responder("331 password?\r\n");
        session.originator("PASS two\r\n").responder("230 welcome\r\n");
        session.originator("CWD /none\r\n").responder("550 no\r\n");
        assertThat(logins(session)).containsExactly("FTP false", "FTP true");
    }

    @Test
    void aProgramThatAnFtpServerRunsIsFound() {
        SessionRecorder session = new SessionRecorder(new FtpAnalyzer());
        session.responder("220 ready\r\n");
        session.originator("SITE EXEC ls\r\n").responder("500 no\r\n");
        session.originator("SITE CHMOD 644 a\r\n").responder("200 done\r\n");
        assertThat(findings(session)).isEmpty();
        session.originator("SITE exec ls\r\n").responder("200 done\r\n");
        assertThat(findings(session))
                .extracting(Finding::getNote, Finding::getMsg)
                .containsExactly(tuple("FTP::Site_Exec_Success", "FTP command: SITE exec ls"));
    }

    @Test
    void pop3TellsWhatWasRefusedAndAccepted() {
        SessionRecorder session = new SessionRecorder(new Pop3Analyzer());
        session.responder("+OK ready\r\n");
        session.originator("USER me\r\n").responder("+OK\r\n");
        session.originator("PASS one\r\n").responder("-ERR no\r\n");
        session.originator("USER me\r\n").responder("-ERR nobody\r\n");
        session.originator("USER me\r\n").responder("+OK\r\n");
        session.originator("PASS two\r\n").responder("+OK\r\n");
        session.originator("STAT\r\n").responder("+OK 0 0\r\n");
        assertThat(logins(session)).containsExactly("POP3 false", "POP3 true");
    }

    @Test
    void smtpTellsWhatWasRefusedAndAccepted() {
        SessionRecorder session = new SessionRecorder(new SmtpAnalyzer());
        session.responder("220 ready\r\n");
        session.originator("EHLO me\r\n").responder("250 AUTH PLAIN\r\n");
        session.originator("AUTH PLAIN AAA=\r\n").responder("535 no\r\n");
        session.originator("AUTH LOGIN\r\n").responder("334 VXNlcm5hbWU6\r\n");
        session.originator("bWU=\r\n").responder("334 UGFzc3dvcmQ6\r\n");
        session.originator("bWU=\r\n").responder("235 welcome\r\n");
        assertThat(logins(session)).containsExactly("SMTP false", "SMTP true");
    }

    @Test
    void smtpTellsOfListsOfUnwantedSenders() {
        SessionRecorder session = new SessionRecorder(new SmtpAnalyzer());
        session.responder("220 ready, see https://www.spamhaus.org/ for our policy\r\n");
        session.originator("EHLO me\r\n").responder("550 no\r\n");
        assertThat(findings(session)).isEmpty();
        session.originator("EHLO me\r\n").responder("550 10.0.0.11 see https://www.spamhaus.org/query\r\n");
        session.originator("EHLO me\r\n").responder("550 10.0.0.1 see https://www.spamhaus.org/query\r\n");
        assertThat(findings(session))
                .extracting(Finding::getNote)
                .containsExactly("SMTP::Blocklist_Error_Message", "SMTP::Blocklist_Blocked_Host");
    }

    private static List<String> logins(SessionRecorder session) {
        return session.reports().stream()
                .map(Report::found)
                .filter(LoginAttempt.class::isInstance)
                .map(LoginAttempt.class::cast)
                .map(login -> login.getProtocol() + ' ' + login.getAccepted())
                .toList();
    }

    private static List<Finding> findings(SessionRecorder session) {
        return session.reports().stream()
                .map(Report::found)
                .filter(Finding.class::isInstance)
                .map(Finding.class::cast)
                .toList();
    }
}

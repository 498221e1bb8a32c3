package io.brook.analysis.protocol.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.FtpDataChannel;
import io.brook.schemas.log.FtpLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FtpSessionTest {
    private final FtpAnalyzer analyzer = new FtpAnalyzer();
    private final SessionRecorder session = new SessionRecorder(analyzer);

    private SessionRecorder talk(String... lines) {
        for (String line : lines) {
            boolean reply = Character.isDigit(line.charAt(0));
            session.data(
                    reply ? Direction.RESPONDER : Direction.ORIGINATOR,
                    (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        return session;
    }

    private List<FtpLog> lines() {
        return session.lines().stream().map(FtpLog.class::cast).toList();
    }

    @Test
    void logsAFileWithItsPathAndSize() {
        talk("220 hello", "USER anonymous", "331 password?", "PASS me@example.org", "230 welcome");
        talk("CWD pub", "250 ok", "CWD docs/../maps", "250 ok", "CDUP", "250 ok");
        talk("RETR ./readme.txt", "150 Opening data connection (77 bytes)", "226 done", "QUIT");
        FtpLog line = session.line(FtpLog.class);
        assertThat(line.getUser()).isEqualTo("anonymous");
        assertThat(line.getPassword()).isEqualTo("me@example.org");
        assertThat(line.getCommand()).isEqualTo("RETR");
        // A CDUP leads to the root, as in Zeek.
        assertThat(line.getArg()).isEqualTo("ftp://10.0.0.2/../readme.txt");
        assertThat(line.getFileSize()).isEqualTo(77);
        assertThat(line.getReplyCode()).isEqualTo(226);
        assertThat(line.getReplyMsg()).isEqualTo("done");
    }

    @Test
    void takesTheDirectoryFromTheServersWords() {
        talk("220 hello", "PWD", "257 \"/home/my files\" is the directory", "DELE old.txt", "250 gone", "NOOP");
        FtpLog line = session.line(FtpLog.class);
        assertThat(line.getArg()).isEqualTo("ftp://10.0.0.2/home/my files/old.txt");
        assertThat(line.getUser()).isEqualTo("<unknown>");
    }

    @Test
    void hidesPasswordsOfAllButGuests() {
        talk("220 hello", "USER bob", "331 password?", "PASS secret", "230 ok", "PASV", "227 ok (10,0,0,2,4,1)")
                .finish();
        assertThat(session.line(FtpLog.class).getPassword()).isEqualTo("<hidden>");
        assertThat(session.said().toString()).doesNotContain("secret");
    }

    @Test
    void expectsWhatTheServerOpens() {
        talk("220 hello", "PORT 10,0,0,1,4,1", "200 ok").finish();
        assertThat(session.said()).contains("expect 10.0.0.2 -> 10.0.0.1:1025 ftp-data");
        assertThat(session.line(FtpLog.class).getDataChannel())
                .isEqualTo(new FtpDataChannel(false, "10.0.0.2", "10.0.0.1", 1025));
    }

    @Test
    void expectsWhatTheClientOpens() {
        talk("220 hello", "PASV", "227 Entering Passive Mode (10,0,0,2,4,1).", "EPSV", "229 ok (|||1026|)")
                .finish();
        assertThat(session.said())
                .contains("expect 10.0.0.1 -> 10.0.0.2:1025 ftp-data", "expect 10.0.0.1 -> 10.0.0.2:1026 ftp-data");
        assertThat(lines()).extracting(FtpLog::getCommand).containsExactly("PASV", "EPSV");
    }

    @Test
    void followsRepliesOfSeveralLines() {
        talk("220-hello", "220-  world", "220 ready", "EPSV", "229-one", "229 two (|||1026|)")
                .finish();
        assertThat(session.line(FtpLog.class).getReplyMsg()).isEqualTo("two (|||1026|)");
    }

    @Test
    void findsTheCommandThatALateReplyIsTo() {
        talk("220 hello", "PASV", "DELE a", "DELE b", "250 DELE b done", "227 ok (10,0,0,2,4,1)", "250 DELE a done")
                .finish();
        assertThat(lines())
                .extracting(FtpLog::getArg)
                .containsExactly("ftp://10.0.0.2/./b", null, "ftp://10.0.0.2/./a");
    }

    @Test
    void handsOverToTls() {
        talk("220 hello", "AUTH TLS", "234 go ahead");
        assertThat(session.said()).contains("hand over to ssl");
    }

    @Test
    void givesTheTokensOfGridFtpToTls() {
        String token = "FgMBAAF4";
        talk(
                "220 hello",
                "AUTH GSSAPI",
                "334 go on",
                "ADAT " + token,
                "335 ADAT=" + token,
                "235 welcome",
                "ADAT " + token);
        assertThat(session.said())
                .containsSubsequence(
                        "inside ssl",
                        "> \u0016\u0003\u0001\0\u0001x",
                        "< \u0016\u0003\u0001\0\u0001x",
                        "service gridftp",
                        "inside ends",
                        "confirm");
    }

    @Test
    void findsTokensThatAreNoTlsOfNoInterest() {
        talk("220 hello", "AUTH GSSAPI", "334 go on", "ADAT YWJj", "335 ADAT=YWJj", "235 welcome");
        assertThat(session.said()).containsExactly("confirm", "inside ssl", "confirm", "inside ends");
    }

    @ParameterizedTest
    @CsvSource({"hello there, non-numeric reply code", "099 hello, invalid reply code", "220hello, invalid reply line"})
    void isViolatedByWhatIsNoReply(String line, String reason) {
        session.responder(line + "\r\n");
        assertThat(session.said()).containsExactly("violation " + reason + ": " + line);
    }

    @Test
    void ignoresCommandsThatAreNone() {
        session.originator("GET / HTTP/1.1\r\n").originator("X\r\n").originator("A".repeat(132) + "\r\n");
        assertThat(session.said())
                .containsExactly("confirm", "weird FTP_invalid_command", "weird FTP_max_command_length_exceeded: 132");
    }

    @Test
    void namesTheClientsSoftware() {
        session.originator("CLNT NcFTP 3.2\r\n");
        assertThat(session.said())
                .contains(
                        "SoftwareBanner[direction=ORIGINATOR, host=null, type=FTP::CLIENT, banner=NcFTP 3.2, port=0]");
    }

    @Test
    void leavesOutTelnetCommandsAndAZero() {
        session.originator("\u00ff\u00fb\u0001NO\u00ff\u00f1OP\u00ff\u00fa\u0001x\u00ff\u00f0 \0a\rb\r\n")
                .responder("220 x\r\n");
        assertThat(session.said())
                .containsExactly("weird NUL_in_line", "weird line_terminated_with_single_CR", "confirm");
    }

    @Test
    void keepsNoMoreThanTwentyCommandsThatNobodyAnswers() {
        talk("220 hello");
        for (int i = 0; i < 1000; i++) {
            talk("DELE file" + i);
        }
        assertThat(session.said()).contains("weird FTP_too_many_pending_commands: 20");
        assertThat(session.finish().lines()).hasSize(20);
    }

    @Test
    void keepsNoMoreOfALineThanItMust() {
        for (int i = 0; i < 100; i++) {
            session.originator("x".repeat(10_000));
        }
        assertThat(session.said()).contains("weird nvt_line_size_exceeded: 16384");
        assertThat(session.saveAndRestore()).isLessThan(64 * 1024);
    }

    @Test
    void keepsNoMoreOfADirectoryThanItMust() {
        for (int i = 0; i < 1000; i++) {
            talk("CWD " + "d".repeat(1000), "250 ok");
        }
        assertThat(session.saveAndRestore()).isLessThan(64 * 1024);
    }

    @Test
    void cutsWhatIsTooLongForALine() {
        talk(
                        "USER " + "u".repeat(200),
                        "331 ok",
                        "PASS " + "p".repeat(200),
                        "230 ok",
                        "ACCT " + "a".repeat(5000),
                        "200 " + "r".repeat(5000))
                .finish();
        FtpLog line = session.line(FtpLog.class);
        assertThat(line.getUser()).hasSize(128);
        assertThat(line.getArg()).hasSize(4096);
        assertThat(line.getReplyMsg()).hasSize(4096);
        assertThat(session.said())
                .contains(
                        "weird FTP_user_too_long: 200",
                        "weird FTP_password_too_long: 200",
                        "weird FTP_arg_too_long: 5000",
                        "weird FTP_reply_msg_too_long: 5000");
    }

    @ParameterizedTest
    @CsvSource({
        "ORIGINATOR, USER bob, YES",
        "ORIGINATOR, FEAT|  user bob, YES",
        "ORIGINATOR, FEAT|, MORE",
        "ORIGINATOR, FEAT|SYST|USER bob, MORE",
        "RESPONDER, 220 hi|331 password?, YES",
        "RESPONDER, 220 hi|, MORE",
        "RESPONDER, 220-hi|220 there|331 password?, NO",
        "RESPONDER, 22, MORE",
        "RESPONDER, 2200 hi|331 ?, NO",
        "RESPONDER, HTTP/1.1 200 OK, NO"
    })
    void knowsBothSidesByTheirFirstBytes(Direction direction, String first, Probe expected) {
        byte[] bytes = first.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(analyzer.probe(direction, new ByteCursor(bytes, 0, bytes.length)))
                .isEqualTo(expected);
    }

    @Test
    void goesOnAfterAHole() {
        talk("220 hello");
        session.gap(Direction.RESPONDER, 1000);
        assertThat(session.outcome()).isEqualTo(Outcome.CONTINUE);
    }
}

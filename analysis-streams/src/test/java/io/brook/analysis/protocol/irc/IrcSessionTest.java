package io.brook.analysis.protocol.irc;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.FilesLog;
import io.brook.schemas.log.IrcLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrcSessionTest {
    private final IrcAnalyzer analyzer = new IrcAnalyzer();
    private final SessionRecorder session = new SessionRecorder(analyzer);

    /** Nick name, user name, command, value and what else each line says. */
    private List<String> lines() {
        return session.lines().stream()
                .map(IrcLog.class::cast)
                .map(line -> line.getNick()
                        + ' '
                        + line.getUser()
                        + ' '
                        + line.getCommand()
                        + ' '
                        + line.getValue()
                        + ' '
                        + line.getAddl())
                .toList();
    }

    @Test
    void logsWhoAClientIsAndWhereItJoins() {
        session.originator("NICK bob\r\nUSER b 0 * :Bob of here\r\nJOIN #a,#b key\r\n");
        assertThat(lines())
                .containsExactly(
                        "null null NICK bob null",
                        // Zeek joins the words of the name like that.
                        "bob null USER b 0 * Bobof here ",
                        "bob b JOIN #a  with channel key: 'key'",
                        "bob b JOIN #b ");
        assertThat(session.said()).contains("confirm");
    }

    @Test
    void logsNothingThatServersSay() {
        session.responder(
                ":irc.example.org NOTICE * :hi\r\n:bob!b@host JOIN #a\r\n:irc.example.org 001 bob :Welcome\r\n");
        assertThat(session.said()).isEmpty();
    }

    @Test
    void readsLinesHoweverTheyEnd() {
        session.originator("NICK a\rNICK b\nNICK c\r").originator("\nNICK d\r\n");
        assertThat(lines()).hasSize(4);
        assertThat(session.said())
                .filteredOn(said -> said.startsWith("weird"))
                .containsExactly("weird line_terminated_with_single_CR");
    }

    @Test
    void readsALineWithoutEndWhenTheConnectionEnds() {
        session.originator("NICK bob");
        assertThat(lines()).isEmpty();
        session.end(Direction.ORIGINATOR);
        assertThat(lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVMSG bob :DCC SEND a.txt 167772161 5555 12, expect null -> 10.0.0.1:5555 irc-dcc-data",
        "PRIVMSG bob :DCC SEND a.txt 167772161 5555 12 T, expect null -> 10.0.0.1:5555 irc-dcc-data",
        "PRIVMSG bob :DCC SEND a.txt 167772161 5555 12 X, weird irc_invalid_dcc_message_format",
        "PRIVMSG bob :DCC SEND a.txt, weird irc_invalid_dcc_message_format",
        "PRIVMSG bob :DCC SEND a.txt host 5555 12, weird irc_invalid_dcc_host",
        "PRIVMSG bob :DCC SEND a.txt 4294967296 5555 12, weird irc_invalid_dcc_host",
        "PRIVMSG bob :DCC SEND a.txt 167772161 0 12, weird irc_invalid_dcc_port: 0",
        "PRIVMSG bob :DCC SEND a.txt 167772161 65536 12, weird irc_invalid_dcc_port: 65536",
        "PRIVMSG bob, weird irc_invalid_privmsg_message_format",
        "JOIN, weird irc_invalid_join_line",
        "NJOIN #a, weird irc_invalid_njoin_line",
        ":prefix, weird irc_invalid_line",
        "ab, weird irc_line_too_short",
        "XXXXXXXXXXXXXXXXXXXXX, weird irc_invalid_command"
    })
    void saysWhatIsOddAboutALine(String line, String expected) {
        session.originator(line + "\r\n");
        assertThat(session.said()).contains(expected);
    }

    @Test
    void isViolatedByAReplyWithoutNumber() {
        session.responder("12x hi\r\n");
        assertThat(session.said()).containsExactly("weird irc_invalid_reply_number", "violation invalid reply number");
    }

    @Test
    void isNotConfirmedByCommandsOfOtherProtocols() {
        session.originator("GET / HTTP/1.1\r\nHost: example.org\r\n");
        assertThat(session.said()).doesNotContain("confirm");
    }

    @Test
    void leavesOutTagsAndPrefixes() {
        session.originator("@time=12:00 :bob!b@host NICK rob\r\n");
        assertThat(lines()).containsExactly("null null NICK rob null");
    }

    @Test
    void handsOverToTls() {
        session.originator("STARTTLS\r\n").responder(":irc.example.org 670 :go\r\n");
        assertThat(session.said()).containsExactly("confirm", "hand over to ssl");
    }

    @Test
    void keepsNoMoreOfALineThanItMust() {
        for (int i = 0; i < 100; i++) {
            session.originator("x".repeat(10_000));
        }
        assertThat(session.said()).contains("weird contentline_size_exceeded", "weird irc_line_size_exceeded");
        assertThat(session.saveAndRestore()).isLessThan(8 * 1024);
    }

    @Test
    void goesOnAfterAHole() {
        assertThat(session.originator("NICK bob\r\n")
                        .gap(Direction.ORIGINATOR, 10)
                        .outcome())
                .isEqualTo(Outcome.CONTINUE);
    }

    @Test
    void logsTheFileThatAClientSends() {
        Wire wire = new Wire();
        TcpHost[] talk = TcpHost.pair(wire, 40000, 6667);
        connect(talk);
        talk[0].says("NICK bob\r\n").says("PRIVMSG al :\u0001DCC SEND a.txt 167772162 5555 12\u0001\r\n");
        TcpHost[] data = TcpHost.pair(wire, 40001, 5555);
        connect(data);
        data[1].says("hello world\n").fin();
        data[0].ack().fin();
        data[1].ack();
        RecordingEmitter out = wire.pass(1).end();
        IrcLog sent = out.lines(IrcLog.class).get(1);
        assertThat(sent.getCommand()).isEqualTo("DCC");
        assertThat(sent.getNick()).isEqualTo("bob");
        assertThat(sent.getDccFileName()).isEqualTo("a.txt");
        assertThat(sent.getDccFileSize()).isEqualTo(12);
        assertThat(sent.getFuid()).isNotNull();
        assertThat(out.connections()).extracting(ConnLog::getService).containsExactlyInAnyOrder("irc", "irc-dcc-data");
    }

    @Test
    void aFileThatWasOfferedCountsWhatIsMissingAtItsBeginning() {
        Wire wire = new Wire();
        TcpHost[] talk = TcpHost.pair(wire, 40000, 6667);
        connect(talk);
        talk[0].says("NICK bob\r\n").says("PRIVMSG al :\u0001DCC SEND a.txt 167772162 5555 12\u0001\r\n");
        TcpHost[] data = TcpHost.pair(wire, 40001, 5555);
        connect(data);
        data[1].unseenData(7);
        data[0].ack();
        data[1].says("world").fin();
        data[0].ack().fin();
        data[1].ack();
        assertThat(wire.pass(1).end().lines(FilesLog.class)).singleElement().satisfies(file -> {
            assertThat(file.getSource()).isEqualTo("IRC_DATA");
            assertThat(file.getMissingBytes()).isEqualTo(7);
            assertThat(file.getSeenBytes()).isEqualTo(5);
        });
    }

    private static void connect(TcpHost... hosts) {
        hosts[0].syn();
        hosts[1].synAck();
        hosts[0].ack();
    }

    @ParameterizedTest
    @CsvSource({
        "ORIGINATOR, NICK bob|USER b 0 * :B|, YES",
        "ORIGINATOR, user b 0 * :B|nick bob|, YES",
        "ORIGINATOR, PASS x|NICK bob|USER b 0 * :B|, YES",
        "ORIGINATOR, PASS x|CAP LS|NICK bob|USER b 0 * :B|, MORE",
        "ORIGINATOR, NICK bob|JOIN #a|USER b 0 * :B|, MORE",
        "ORIGINATOR, NICK bob||USER b 0 * :B|, YES",
        "ORIGINATOR, NICK bob|, MORE",
        "ORIGINATOR, NICK bob|USER b 0 * :B, MORE",
        "ORIGINATOR, GET / HTTP/1.1|, MORE",
        "ORIGINATOR, SERVER a.example.org 1 :hi|, YES",
        "RESPONDER, :irc.example.org 001 bob :hi|, YES",
        "RESPONDER, 'x|433 ', YES",
        "RESPONDER, 'x|y|433 ', MORE",
        "RESPONDER, :irc.example.org NOTICE * :hi|, MORE",
        "RESPONDER, SERVER a.example.org 1 :hi|, YES"
    })
    void knowsBothSidesByTheirFirstBytes(Direction direction, String first, Probe expected) {
        byte[] bytes = first.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(analyzer.probe(direction, new ByteCursor(bytes, 0, bytes.length)))
                .isEqualTo(expected);
    }
}

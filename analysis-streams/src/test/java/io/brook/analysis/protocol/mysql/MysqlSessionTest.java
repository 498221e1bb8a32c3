package io.brook.analysis.protocol.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.MysqlLog;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MysqlSessionTest {
    private static final int INIT_DB = 2;
    private static final int QUERY = 3;
    private static final int FIELD_LIST = 4;
    private static final int CHANGE_USER = 17;
    private static final int PREPARE = 22;

    private final SessionRecorder session = new SessionRecorder(new MysqlAnalyzer());

    @BeforeEach
    void greet() {
        session.responder(MysqlBytes.greeting(MysqlCapability.PLUGIN_AUTH | MysqlCapability.QUERY_ATTRIBUTES));
    }

    private SessionRecorder logIn() {
        return session.originator(MysqlBytes.login("bob")).responder(MysqlBytes.ok(2, "\0"));
    }

    /** The command, its argument, whether it succeeded, the rows, the message; of each line. */
    private List<String> lines() {
        return session.lines().stream()
                .map(MysqlLog.class::cast)
                .map(line -> line.getCmd()
                        + '|'
                        + line.getArg()
                        + '|'
                        + line.getSuccess()
                        + '|'
                        + line.getRows()
                        + '|'
                        + line.getResponse())
                .toList();
    }

    @Test
    void logsALoginWhenItIsAnswered() {
        session.originator(MysqlBytes.login("bob"));
        assertThat(session.said()).containsExactly("confirm");
        session.responder(MysqlBytes.ok(2, "\0"));
        assertThat(lines()).containsExactly("login|bob|true|0|null");
    }

    @Test
    void logsWhyALoginFailed() {
        session.originator(MysqlBytes.login("bob")).responder(MysqlBytes.error(2, "Access denied"));
        assertThat(lines()).containsExactly("login|bob|false|null|Access denied");
    }

    @Test
    void handsOverWhereTlsBegins() {
        session.originator(MysqlBytes.login(MysqlCapability.SSL, ""));
        assertThat(session.said()).containsExactly("confirm", "hand over to ssl");
        session.finish();
        assertThat(session.lines()).isEmpty();
    }

    @Test
    void skipsWhatAMethodOfLoginSays() {
        long both = MysqlCapability.PLUGIN_AUTH | MysqlCapability.CONNECT_ATTRS | MysqlCapability.CONNECT_WITH_DB;
        session.originator(MysqlBytes.login(both, "bob\0" + "\4hash" + "db\0" + "plugin\0" + "\4" + "\1k\1v"));
        session.responder(MysqlBytes.packet(2, "\u00feother\0salt")).originator(MysqlBytes.packet(3, "hash"));
        session.responder(MysqlBytes.packet(4, "\1more")).originator(MysqlBytes.packet(5, "key"));
        session.responder(MysqlBytes.ok(6, "\0"));
        assertThat(lines()).containsExactly("login|bob|true|0|null");
    }

    @Test
    void speaksVersion9() {
        SessionRecorder old = new SessionRecorder(new MysqlAnalyzer());
        old.responder(MysqlBytes.packet(0, "\11" + "3.2\0" + "\0\0\0\0" + "salt\0"));
        old.originator(MysqlBytes.packet(1, "\10\0" + "\0\0\1" + "bob\0" + "hash\0" + "db\0"));
        assertThat(old.finish().line(MysqlLog.class).getArg()).isEqualTo("bob");
    }

    @Test
    void logsHowManyRowsACommandChanged() {
        logIn().originator(MysqlBytes.command(QUERY, "DELETE FROM t")).responder(MysqlBytes.ok(1, "\u00fc\1\2"));
        assertThat(lines()).last().isEqualTo("query|DELETE FROM t|true|513|null");
    }

    @Test
    void logsAResultOnceAllOfItIsThere() {
        logIn().originator(MysqlBytes.command(QUERY, "SELECT c FROM t"));
        session.responder(MysqlBytes.packet(1, "\1") + MysqlBytes.column(2) + MysqlBytes.endOfOldKind(3));
        session.responder(MysqlBytes.packet(4, "\1v") + MysqlBytes.packet(5, "\u00fb"));
        assertThat(lines()).hasSize(1);
        session.responder(MysqlBytes.endOfOldKind(6));
        assertThat(lines()).last().isEqualTo("query|SELECT c FROM t|true|0|null");
    }

    @Test
    void knowsTheNewEndOfResults() {
        session.originator(MysqlBytes.login(MysqlCapability.DEPRECATE_EOF, "bob\0\0"));
        session.responder(MysqlBytes.ok(2, "\0")).originator(MysqlBytes.command(QUERY, "SELECT c"));
        session.responder(MysqlBytes.packet(1, "\1") + MysqlBytes.column(2) + MysqlBytes.packet(3, "\1v"));
        assertThat(lines()).hasSize(1);
        session.responder(MysqlBytes.endOfNewKind(4));
        assertThat(lines()).last().isEqualTo("query|SELECT c|true|0|null");
    }

    @Test
    void readsAListOfColumns() {
        logIn().originator(MysqlBytes.command(FIELD_LIST, "t\0"));
        session.responder(MysqlBytes.column(1) + MysqlBytes.column(2) + MysqlBytes.endOfOldKind(3));
        assertThat(lines()).last().isEqualTo("field_list|t|true|0|null");
    }

    @Test
    void skipsAttributesBeforeAStatement() {
        session.originator(MysqlBytes.login(MysqlCapability.QUERY_ATTRIBUTES, "bob\0\0"));
        session.responder(MysqlBytes.ok(2, "\0"));
        String types = "\u00fe\0\1a" + "\3\0\1b" + "\14\0\1c" + "\13\0\1d";
        String values = "\2hi" + "\4" + MysqlBytes.number(2024, 2) + "\1\1" + "\10\0\0\0\0\0\1\2\3";
        String attributes = "\4\1" + "\2" + "\1" + types + values;
        session.originator(MysqlBytes.command(QUERY, attributes + "SELECT 1"));
        assertThat(session.finish().lines()).hasSize(2);
        assertThat(lines()).last().isEqualTo("query|SELECT 1|null|null|null");
    }

    @Test
    void logsACommandWithoutAnAnswerWhenTheNextOneComes() {
        logIn().originator(MysqlBytes.command(PREPARE, "SELECT ?")).responder(MysqlBytes.packet(1, "\0\1\0\0\0"));
        session.originator(MysqlBytes.command(77, "what")).originator(MysqlBytes.command(1, ""));
        assertThat(lines())
                .endsWith(
                        "stmt_prepare|SELECT ?|null|null|null",
                        "unknown-77|what|null|null|null",
                        "quit||null|null|null");
    }

    @Test
    void beginsAnewWhenTheUserChanges() {
        session.originator(MysqlBytes.login(MysqlCapability.PLUGIN_AUTH, "bob\0\0plugin\0"));
        session.responder(MysqlBytes.ok(2, "\0"));
        session.originator(MysqlBytes.command(CHANGE_USER, "alice\0" + "\2xy" + "db\0" + "\41\0" + "plugin\0"));
        session.responder(MysqlBytes.packet(1, "\u00feplugin\0salt")).originator(MysqlBytes.packet(2, "hash"));
        session.responder(MysqlBytes.ok(3, "\0"));
        session.originator(MysqlBytes.command(INIT_DB, "db")).responder(MysqlBytes.error(1, "Unknown database"));
        assertThat(lines()).endsWith("change_user|alice|true|0|null", "init_db|db|false|null|Unknown database");
    }

    @ParameterizedTest
    @CsvSource({"48000", "200000", "5000000"})
    void keepsTheBeginningOfALongStatement(int length) {
        String packet = MysqlBytes.command(QUERY, "x".repeat(length));
        logIn();
        for (int at = 0; at < packet.length(); at += 10_000) {
            session.originator(packet.substring(at, Math.min(packet.length(), at + 10_000)));
        }
        session.responder(MysqlBytes.ok(1, "\0"));
        MysqlLog line = (MysqlLog) session.lines().get(1);
        assertThat(line.getArg()).isEqualTo("x".repeat(Math.min(length, MysqlPackets.MAX_LENGTH - 1)));
        assertThat(session.originator(MysqlBytes.command(1, "")).lines()).hasSize(3);
        assertThat(session.saveAndRestore()).isLessThan(4 * 1024);
    }

    @Test
    void endsAtAHole() {
        assertThat(logIn().gap(Direction.ORIGINATOR, 5).outcome()).isEqualTo(Outcome.STOP);
    }

    static List<String> damagedFromServer() {
        return List.of(
                MysqlBytes.packet(0, ""),
                MysqlBytes.packet(0, "\12no zero"),
                MysqlBytes.packet(0, "\12\0" + "\0".repeat(20) + "\5" + "\0".repeat(23)),
                MysqlBytes.packet(0, "\13"),
                MysqlBytes.packet(2, "\7"),
                MysqlBytes.packet(2, "\u00fe"));
    }

    @ParameterizedTest
    @MethodSource("damagedFromServer")
    void violateTheProtocol(String packet) {
        session.responder(packet);
        assertThat(session.said())
                .singleElement()
                .asString()
                .startsWith("violation Binpac exception: binpac exception: ");
    }

    static List<String> damagedFromClient() {
        return List.of(
                MysqlBytes.command(QUERY, ""),
                MysqlBytes.command(QUERY, "\u00fd\u00ff\u00ff\u00ff\1"),
                MysqlBytes.command(QUERY, "\u00fe\u00ff\u00ff\u00ff\177\0\0\0\0\1"),
                MysqlBytes.command(QUERY, "\1\1\0\2"),
                MysqlBytes.command(QUERY, "\1\1\0\1\16\0\1a"),
                MysqlBytes.command(QUERY, "\1\1\0\1\14\0\1a\5"),
                MysqlBytes.command(QUERY, "\1\1\0\1\13\0\1a\10\2"),
                MysqlBytes.command(QUERY, "\1\1\0\1\u00fe\0\1a\u00fe\u00ff\u00ff\u00ff\u00ff\0\0\0\0"),
                MysqlBytes.command(CHANGE_USER, "alice\0\u00ffxy"));
    }

    @ParameterizedTest
    @MethodSource("damagedFromClient")
    void violateTheProtocolInCommands(String packet) {
        session.originator(MysqlBytes.login(MysqlCapability.QUERY_ATTRIBUTES, "bob\0\0"));
        session.responder(MysqlBytes.ok(2, "\0")).originator(packet);
        assertThat(session.said()).last().asString().startsWith("violation Binpac exception: binpac exception: ");
    }
}

package io.brook.analysis.protocol.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.DnsLog;
import org.junit.jupiter.api.Test;

/** Questions, answers, and how they find each other. */
class DnsSessionTest {
    private static final int A_LENGTH = 4;
    private static final long SECOND = 1_000_000_000L;

    private final SessionRecorder session = new SessionRecorder(new DnsAnalyzer(), 40000, "10.0.0.2", 53);

    private DnsLog only() {
        return session.line(DnsLog.class);
    }

    private static DnsMessageBytes answer(int id, String name) {
        return DnsMessageBytes.reply(id, name, 1).record(1, A_LENGTH).raw(192, 0, 2, 1);
    }

    @Test
    void pairsAQuestionWithItsAnswer() {
        session.at(SECOND)
                .originator(DnsMessageBytes.query(7, "Www.Example.com").bytes());
        assertThat(session.said()).containsExactly("confirm");
        session.at(3 * SECOND).responder(answer(7, "www.example.com").bytes());
        DnsLog line = only();
        assertThat(line.getTs()).isEqualTo(SECOND);
        assertThat(line.getRtt()).isEqualTo(2 * SECOND);
        assertThat(line.getTransId()).isEqualTo(7);
        assertThat(line.getQuery()).isEqualTo("www.example.com");
        assertThat(line.getQtypeName()).isEqualTo("A");
        assertThat(line.getQclassName()).isEqualTo("C_INTERNET");
        assertThat(line.getRcodeName()).isEqualTo("NOERROR");
        assertThat(line.getAnswers()).containsExactly("192.0.2.1");
        assertThat(line.getTTLs()).containsExactly(300 * SECOND);
        assertThat(line.getAA()).isTrue();
        assertThat(line.getRD()).isTrue();
        assertThat(line.getRA()).isTrue();
        assertThat(line.getOpcodeName()).isEqualTo("query");
        assertThat(line.getProto()).isEqualTo("udp");
        session.finish();
        only();
    }

    @Test
    void anAnswerThatComesFirstWaitsForItsQuestion() {
        session.responder(answer(7, "a").bytes());
        assertThat(session.lines()).isEmpty();
        session.originator(DnsMessageBytes.query(7, "a").bytes());
        assertThat(only().getAnswers()).containsExactly("192.0.2.1");
        assertThat(only().getRtt()).isNull();
    }

    @Test
    void whatWaitsInVainIsLoggedInTheEnd() {
        session.originator(DnsMessageBytes.query(1, "a").bytes());
        session.originator(DnsMessageBytes.query(2, "b").bytes());
        session.responder(answer(3, "c").bytes());
        assertThat(session.lines()).isEmpty();
        session.finish();
        assertThat(session.lines())
                .extracting(line -> ((DnsLog) line).getQuery())
                .containsExactly("a", "b", "c");
    }

    @Test
    void questionsOfTheSameNumberAreAnsweredInTheirOrder() {
        session.originator(DnsMessageBytes.query(1, "a").bytes());
        session.originator(DnsMessageBytes.query(1, "b").bytes());
        session.originator(DnsMessageBytes.query(2, "c").bytes());
        session.originator(DnsMessageBytes.query(1, "d").bytes());
        session.responder(answer(1, "x").bytes());
        session.responder(answer(1, "x").bytes());
        session.responder(answer(1, "x").bytes());
        session.responder(answer(2, "x").bytes());
        assertThat(session.lines())
                .extracting(line -> ((DnsLog) line).getQuery())
                .containsExactly("a", "b", "d", "c");
    }

    @Test
    void anAnswerWithoutRecordsIsARefusal() {
        session.originator(DnsMessageBytes.query(1, "a").bytes());
        session.responder(DnsMessageBytes.reply(1, "a", 0).bytes());
        assertThat(only().getRejected()).isTrue();
        assertThat(only().getRtt()).isNull();
        assertThat(only().getRA()).isFalse();
    }

    @Test
    void theResponderMayTurnOutToHaveBeenTakenForTheOriginator() {
        session.originator(answer(1, "a").bytes());
        assertThat(session.said()).containsExactly("flip", "confirm");
    }

    @Test
    void nobodyRespondsFromAMulticastAddress() {
        SessionRecorder multicast = new SessionRecorder(new DnsAnalyzer(), 5353, "ff02::fb", 5353);
        assertThat(multicast.originator(answer(1, "a").bytes()).said()).containsExactly("confirm");
    }

    @Test
    void messagesOverTcpAreFoundByTheirLengths() {
        SessionRecorder tcp = new SessionRecorder(new DnsAnalyzer());
        byte[] first = DnsMessageBytes.query(1, "a").framed();
        byte[] second = DnsMessageBytes.query(2, "b").framed();
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        tcp.originator(both);
        tcp.responder(answer(2, "b").framed());
        assertThat(tcp.line(DnsLog.class).getQuery()).isEqualTo("b");
        assertThat(tcp.line(DnsLog.class).getProto()).isEqualTo("tcp");
    }

    @Test
    void theMessageThatAStreamEndsInIsReadAsFarAsItGoes() {
        SessionRecorder tcp = new SessionRecorder(new DnsAnalyzer());
        byte[] whole = DnsMessageBytes.query(1, "a").framed();
        tcp.originator(java.util.Arrays.copyOf(whole, whole.length - 2)).end(Direction.ORIGINATOR);
        assertThat(tcp.said()).containsExactly("weird DNS_truncated_quest_too_short");
    }

    @Test
    void netbiosNamesAreLoggedAsTheyAreMeant() {
        SessionRecorder netbios = new SessionRecorder(new DnsAnalyzer(), 137, "10.0.0.255", 137);
        byte[] query = new DnsMessageBytes(9, 0x0110, 1, 0, 0)
                .name("FHEPFCELEHFCEPFFFACACACACACACABL")
                .numbers(32, 1)
                .bytes();
        DnsLog line = netbios.originator(query).finish().line(DnsLog.class);
        assertThat(line.getQuery()).isEqualTo("WORKGROUP");
        assertThat(line.getOpcodeName()).isEqualTo("netbios-query");
        assertThat(line.getZ()).isEqualTo(1);
    }

    @Test
    void theStatusOfANodeIsNoServiceLocation() {
        SessionRecorder netbios = new SessionRecorder(new DnsAnalyzer(), 40000, "10.0.0.2", 137);
        netbios.originator(
                new DnsMessageBytes(9, 0, 1, 0, 0).name("x").numbers(33, 1).bytes());
        DnsLog line = netbios.finish().line(DnsLog.class);
        assertThat(line.getQtypeName()).isEqualTo("NBSTAT");
        assertThat(line.getQuery()).isEqualTo("x");
    }

    @Test
    void aDynamicUpdateIsLoggedWithWhatItChanges() {
        byte[] update = new DnsMessageBytes(5, DnsMessageBytes.UPDATE | DnsMessageBytes.RESPONSE, 1, 1, 2)
                .name("example.com")
                .numbers(6, 1)
                .record(5, DnsRecordClass.NONE, 0, 0)
                .record(28, DnsRecordClass.ANY, 0, 0)
                .record(1, 1, 1200, A_LENGTH)
                .raw(192, 0, 2, 1)
                .bytes();
        DnsLog line = session.responder(update).finish().line(DnsLog.class);
        assertThat(line.getOpcodeName()).isEqualTo("dynamic-update");
        assertThat(line.getAnswers())
                .containsExactly("pre: NoRRSet CNAME example.com", "del: RRSet AAAA", "add: A example.com 192.0.2.1");
        assertThat(line.getTTLs()).containsExactly(0L, 0L, 1200 * SECOND);
    }

    @Test
    void otherKindsOfMessagesAreOnlyOdd() {
        session.originator(
                new DnsMessageBytes(5, 0x0800, 1, 0, 0).name("a").numbers(1, 1).bytes());
        assertThat(session.finish().said()).containsExactly("weird DNS_unknown_opcode: 1", "limit");
    }

    @Test
    void tooManyQuestionsAreNoDns() {
        session.originator(new DnsMessageBytes(5, 0, 26, 0, 0).bytes());
        assertThat(session.said())
                .containsExactly("weird DNS_Conn_count_too_large", "violation DNS_Conn_count_too_large");
    }
}

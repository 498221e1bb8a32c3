package io.brook.analysis.protocol.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.log.DnsLog;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that are made to hurt. */
class DnsHostileTest {
    private static final int MILLION = 1_000_000;

    private final SessionRecorder session = new SessionRecorder(new DnsAnalyzer(), 40000, "10.0.0.2", 53);

    @Test
    void aNameThatPointsToItselfEnds() {
        session.originator(new DnsMessageBytes(1, 0, 1, 0, 0)
                .raw(1, 'a')
                .pointer(12)
                .numbers(1, 1)
                .bytes());
        assertThat(session.finish().line(DnsLog.class).getQuery()).isEqualTo("a.a");
    }

    @Test
    void namesDoNotPointForward() {
        session.originator(
                new DnsMessageBytes(1, 0, 1, 0, 0).pointer(14).pointer(12).bytes());
        assertThat(session.finish().line(DnsLog.class).getQuery()).isNull();
        assertThat(session.said()).contains("weird DNS_label_forward_compress_offset");
    }

    @Test
    void aStaircaseOfPointersIsNotClimbedToItsEnd() {
        int records = 4000;
        int steps = 8000;
        int bottom = 12;
        int firstStep = 23;
        DnsMessageBytes stairs = new DnsMessageBytes(1, DnsMessageBytes.RESPONSE, 0, records + 1, 0);
        stairs.name("").numbers(65_280, 1, 0, 0, 2 * steps).pointer(bottom);
        for (int i = 1; i < steps; i++) {
            stairs.pointer(firstStep + 2 * (i - 1));
        }
        for (int i = 0; i < records; i++) {
            stairs.pointer(firstStep + 2 * (steps - 1)).numbers(1, 1, 0, 1, 4, 0, 0);
        }
        session.responder(stairs.bytes());
        assertThat(session.said()).contains("weird DNS_max_compression_chain_depth_exceeded", "confirm");
    }

    @Test
    void moreAnswersThanAreSentAreNotWaitedFor() {
        session.responder(
                DnsMessageBytes.reply(1, "a", 65_535).record(1, 4).numbers(1, 2).bytes());
        assertThat(session.said()).containsExactly("weird DNS_truncated_ans_too_short");
    }

    @Test
    void ofVeryManyAnswersTheFirstAreKept() {
        DnsMessageBytes many = DnsMessageBytes.reply(1, "a", 4000);
        for (int i = 0; i < 4000; i++) {
            many.record(1, 4).numbers(0, i);
        }
        DnsLog line = session.responder(many.bytes()).finish().line(DnsLog.class);
        assertThat(line.getAnswers()).hasSize(DnsTransaction.MAX_ANSWERS).startsWith("0.0.0.0", "0.0.0.1");
        assertThat(line.getTTLs()).hasSize(DnsTransaction.MAX_ANSWERS);
    }

    @Test
    void aLongAnswerIsCut() {
        DnsMessageBytes texts = DnsMessageBytes.reply(1, "a", 1).record(16, 51_200);
        for (int i = 0; i < 200; i++) {
            texts.raw(255).text("x".repeat(255));
        }
        DnsLog line = session.responder(texts.bytes()).finish().line(DnsLog.class);
        assertThat(line.getAnswers().get(0)).hasSize(DnsTransaction.MAX_ANSWER_LENGTH);
    }

    @Test
    void aMillionQuestionsWaitOnlySoLong() {
        for (int i = 0; i < MILLION; i++) {
            session.originator(DnsMessageBytes.query(i & 0xffff, "a").bytes());
            session.lines().clear();
            session.said().clear();
        }
        assertThat(session.saveAndRestore()).isLessThan(1 << 18);
        session.finish();
        assertThat(session.lines()).hasSizeLessThanOrEqualTo(53);
    }

    @Test
    void questionsOfOneNumberWaitOnlySoLong() {
        for (int i = 0; i < 10_000; i++) {
            session.originator(DnsMessageBytes.query(1, "a").bytes());
        }
        int before = session.lines().size();
        session.finish();
        assertThat(session.lines()).hasSize(10_000).hasSizeLessThanOrEqualTo(before + 53);
    }

    @Test
    void noQuestionIsLostWhenTooManyWait() {
        int questions = 10_000;
        for (int i = 0; i < questions; i++) {
            session.originator(DnsMessageBytes.query(i % 300, "a").bytes());
        }
        assertThat(session.finish().lines()).hasSize(questions);
    }

    @Test
    void hugeAnswersWithoutQuestionsDoNotPileUp() {
        for (int i = 0; i < 400; i++) {
            DnsMessageBytes texts = DnsMessageBytes.reply(i % 40, "a", 100);
            for (int j = 0; j < 100; j++) {
                texts.record(16, 510).raw(255).text("x".repeat(255)).raw(253).text("x".repeat(253));
            }
            session.responder(texts.bytes());
        }
        List<?> logged = session.lines();
        assertThat(logged).hasSizeGreaterThan(350);
        assertThat(session.saveAndRestore()).isLessThan(2 * DnsPendingMessages.MAX_SIZE);
        assertThat(session.finish().lines()).hasSize(400);
    }
}

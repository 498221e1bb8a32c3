package io.brook.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.NoticeLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class UndeliveredTest {
    private static final List<String> ALL = List.of("a@example.org", "b@example.org", "c@example.org");
    private static final long NOW = 1_000_000;
    private static final long MINUTE = 60_000;
    private static final int METADATA_LIMIT = 4096;

    @Test
    void withoutAnybodyWaitingThePositionIsPlain() {
        assertThat(new Undelivered(NoticeLog::getEmailDest, null).position(7)).isEqualTo(new OffsetAndMetadata(7));
    }

    @Test
    void thePositionIsThatOfTheOldestThatWaits() {
        Undelivered first = new Undelivered(NoticeLog::getEmailDest, null);
        first.add(record(3), notice(ALL), List.of("b@example.org"), NOW);
        first.add(record(5), notice(ALL), List.of("a@example.org", "c@example.org"), NOW);
        OffsetAndMetadata position = first.position(9);
        assertThat(position).isEqualTo(new OffsetAndMetadata(3, "9 3:2 5:5"));

        Undelivered next = new Undelivered(NoticeLog::getEmailDest, position);
        assertThat(next.recipients(3, ALL)).containsExactly("b@example.org");
        assertThat(next.recipients(4, ALL)).isEmpty();
        assertThat(next.recipients(5, ALL)).containsExactly("a@example.org", "c@example.org");
        assertThat(next.recipients(9, ALL)).isEqualTo(ALL);
    }

    @Test
    void aMailerThatEndsWhileItReadsThemAgainForgetsNobody() {
        Undelivered next = new Undelivered(NoticeLog::getEmailDest, new OffsetAndMetadata(3, "9 3:2 5:5"));
        assertThat(next.position(4)).isEqualTo(new OffsetAndMetadata(4, "9 5:5"));
        next.add(record(5), notice(ALL), List.of("c@example.org"), NOW);
        assertThat(next.position(6)).isEqualTo(new OffsetAndMetadata(5, "9 5:4"));
    }

    @Test
    void pausesGrowUpToAnHour() {
        Undelivered undelivered = new Undelivered(NoticeLog::getEmailDest, null);
        undelivered.add(record(1), notice(ALL), ALL, NOW);
        assertThat(undelivered.due(NOW)).isEmpty();
        long now = NOW + MINUTE;
        assertThat(undelivered.due(now)).containsOnlyKeys(1L);
        for (int i = 0; i < 10; i++) {
            undelivered.tried(1, ALL, now);
        }
        assertThat(undelivered.due(now + 59 * MINUTE)).isEmpty();
        assertThat(undelivered.due(now + 60 * MINUTE)).containsOnlyKeys(1L);
        undelivered.tried(1, List.of(), now);
        assertThat(undelivered.position(2)).isEqualTo(new OffsetAndMetadata(2));
    }

    @Test
    void whatIsHeldForARecipientIsEverythingFromAnOffsetOn() {
        Undelivered first = new Undelivered(NoticeLog::getEmailDest, null);
        first.add(record(4), notice(ALL), List.of("c@example.org"), NOW);
        OffsetAndMetadata position = first.position(9, Map.of("b@example.org", 3L));
        assertThat(position.offset()).isEqualTo(3);

        Undelivered next = new Undelivered(NoticeLog::getEmailDest, position);
        assertThat(next.recipients(2, ALL)).isEmpty();
        assertThat(next.recipients(3, ALL)).containsExactly("b@example.org");
        assertThat(next.recipients(4, ALL)).containsExactly("b@example.org", "c@example.org");
        assertThat(next.recipients(9, ALL)).isEqualTo(ALL);
        // A mailer that ends while it reads them again forgets nobody.
        assertThat(new Undelivered(NoticeLog::getEmailDest, next.position(5)).recipients(5, ALL))
                .containsExactly("b@example.org");
        assertThat(next.position(9)).isEqualTo(new OffsetAndMetadata(9));
    }

    @Test
    void whatWaitsFitsIntoAnOffsetsMetadata() {
        List<String> many =
                IntStream.range(0, 100).mapToObj(i -> i + "@example.org").toList();
        Undelivered undelivered = new Undelivered(NoticeLog::getEmailDest, null);
        long offset = 1_000_000_000_000L;
        for (int i = 0; i < Undelivered.MAX_WAITING; i++) {
            assertThat(undelivered.add(record(offset + i), notice(many), many, NOW))
                    .isNull();
        }
        assertThat(undelivered.add(record(offset + 100), notice(many), many, NOW))
                .isNotNull();
        Map<String, Long> held = new HashMap<>();
        many.stream().limit(Undelivered.MAX_HELD).forEach(each -> held.put(each, offset));
        assertThat(undelivered.position(offset + 200, held).metadata().length()).isLessThan(METADATA_LIMIT);
    }

    private static NoticeLog notice(List<String> recipients) {
        return NoticeLog.newBuilder()
                .setMeta(new LogMeta("s", 0L))
                .setTs(0)
                .setNote("A::B")
                .setEmailDest(recipients)
                .build();
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>("deliveries", 0, offset, null, null);
    }
}

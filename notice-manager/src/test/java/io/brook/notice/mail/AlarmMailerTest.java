package io.brook.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.notice.TestBroker;
import io.brook.notice.mail.AlarmMailer.AlarmClock;
import io.brook.notice.outbox.DeliveryRules;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeAlarmLog;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.DeadLetterHeaders;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mailer between a real broker and a real mail server. Tests share the group; each mails all that it publishes. */
class AlarmMailerTest {
    private static final Topic ALARMS = Topics.log(LogStream.of(new NoticeAlarmLog()));
    private static final long HOUR = Duration.ofHours(1).toMillis();
    /** 20 minutes after a full hour, some days ago: brokers keep records for a week, and take none from the future. */
    private static final long START = (System.currentTimeMillis() / HOUR - 120) * HOUR + HOUR / 3;

    @TempDir
    private static Path brokerDirectory;

    private static TestBroker broker;
    private static KafkaProducer<SubjectKey, SpecificRecord> producer;
    /** Tests come one after the other. */
    private static long now = START;

    private final TestMailServer server = TestMailServer.plain();
    private final MailFigures figures = new MailFigures();
    private DeliveryRules rules = DeliveryRules.DEFAULT;

    @BeforeAll
    static void start() {
        broker = new TestBroker(brokerDirectory);
        producer = broker.producer("alarms");
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @AfterEach
    void closeServer() {
        server.close();
        now += 10 * HOUR;
    }

    @Test
    void mailsTheAlarmsOfAPeriodWhenItHasPassed() throws MailException {
        publish(now, "one");
        publish(now + HOUR / 3, "two");
        publish(now + HOUR, "of the next hour");
        try (AlarmMailer mailer = mailer(AlarmClock.CLOCK, "soc@example.org")) {
            assertThat(mailer.mail(now + HOUR / 2, false)).isZero();
            // Alarms of that hour may still come for a little while.
            assertThat(mailer.mail(hourEnd(now), false)).isZero();
            assertThat(mailer.mail(hourEnd(now) + 10_000, false)).isEqualTo(1);
            assertThat(mailer.mail(hourEnd(now) + 10_000, false)).isZero();
        }
        assertThat(server.mails)
                .singleElement()
                .satisfies(mail -> assertThat(mail)
                        .contains("Subject: [Brook] Alarm summary from ", "UTC: 2\r\n", "   one\r\n", "   two\r\n")
                        .doesNotContain("of the next hour"));
        // Another one goes on with what was not mailed.
        try (AlarmMailer next = mailer(AlarmClock.CLOCK, "soc@example.org")) {
            assertThat(next.mail(now + 3 * HOUR, false)).isEqualTo(1);
        }
        assertThat(server.mails).hasSize(2);
        assertThat(server.mails.get(1)).contains("of the next hour").doesNotContain("   one");
        try (AlarmMailer last = mailer(AlarmClock.CLOCK, "soc@example.org")) {
            assertThat(last.mailAll()).isZero();
        }
    }

    @Test
    void countsAgainWhatAnotherHadCountedAndNotMailed() throws MailException {
        publish(now, "one", "two");
        try (AlarmMailer mailer = mailer(AlarmClock.CLOCK, "soc@example.org")) {
            assertThat(mailer.mail(now, false)).isZero();
        }
        server.refuseAfter(0, 550);
        try (AlarmMailer mailer = mailer(AlarmClock.CLOCK, "soc@example.org")) {
            assertThatThrownBy(() -> mailer.mail(now + 2 * HOUR, false)).isInstanceOf(MailException.class);
        }
        assertThat(server.mails).isEmpty();
        try (AlarmMailer mailer = mailer(AlarmClock.CLOCK, "soc@example.org")) {
            assertThat(mailer.mail(now + 2 * HOUR, false)).isEqualTo(1);
        }
        assertThat(server.mails)
                .singleElement()
                .satisfies(mail -> assertThat(mail).contains("UTC: 2\r\n"));
    }

    @Test
    void goesByTheTrafficsTimeForTraces() throws MailException {
        publishAt(now, 3 * HOUR, "of 1970");
        publishAt(now, 9 * HOUR, "later in 1970");
        publishAt(now, 3 * HOUR + 1, "of 1970 as well");
        try (AlarmMailer mailer = mailer(AlarmClock.TRAFFIC, "soc@example.org")) {
            assertThat(mailer.mailAll()).isEqualTo(2);
        }
        assertThat(server.mails.get(0))
                .contains(
                        "Alarm summary from 03:00:00-04:00:00",
                        "Alarms from 1970-01-01 03:00:00 to 1970-01-01 04:00:00 UTC: 2",
                        "of 1970 as well");
        assertThat(server.mails.get(1)).contains("Alarm summary from 09:00:00-10:00:00");
    }

    @Test
    void aRecipientThatIsRefusedForNowHoldsUpNoOther() throws MailException {
        server.refusedRecipients.put("full@example.org", 452);
        server.refusedRecipients.put("nobody@example.org", 550);
        publish(now, "while one is refused");
        publish(now + HOUR, "right after it");
        long later = now + 3 * HOUR;
        try (AlarmMailer mailer =
                mailer(AlarmClock.CLOCK, "soc@example.org", "full@example.org", "nobody@example.org")) {
            assertThat(mailer.mail(later, false)).isEqualTo(2);
            assertThat(server.delivered).containsExactly("soc@example.org", "soc@example.org");
            assertThat(mailer.refused()).containsOnlyKeys("full@example.org", "nobody@example.org");
            server.refusedRecipients.clear();
            assertThat(mailer.mail(later + 1, false)).isZero();
            assertThat(mailer.mail(later + HOUR, false)).isEqualTo(2);
            assertThat(server.delivered)
                    .containsExactly("soc@example.org", "soc@example.org", "full@example.org", "full@example.org");
        }
        try (AlarmMailer next = mailer(AlarmClock.CLOCK, "soc@example.org")) {
            assertThat(next.mailAll()).isZero();
        }
    }

    @Test
    void aSummaryThatIsRefusedForTooLongIsADeadLetter() throws MailException {
        rules = new DeliveryRules(Duration.ZERO, 0, Duration.ZERO);
        server.refuseAfter(0, 554);
        publish(now, "of a summary that nobody takes");
        try (AlarmMailer mailer = mailer(AlarmClock.CLOCK, "soc@example.org")) {
            assertThat(mailer.mail(now + 2 * HOUR, false)).isZero();
            assertThat(mailer.mailAll()).isZero();
        }
        assertThat(figures.countGivenUp()).isEqualTo(1);
        assertThat(broker.records(Topics.DEAD_LETTERS.name())).singleElement().satisfies(letter -> {
            assertThat(new String(letter.value(), StandardCharsets.UTF_8)).contains("of a summary that nobody takes");
            assertThat(TestBroker.header(letter, DeadLetterHeaders.RECEIVER)).isEqualTo("soc@example.org");
        });
    }

    private AlarmMailer mailer(AlarmClock clock, String... to) {
        return new AlarmMailer(
                broker.connection(),
                new AlarmConfig(List.of(to), Duration.ofHours(1)),
                clock,
                new MailConfig("Brook <brook@localhost>", "", "[Brook]", "localhost", server.port(), false, null, null),
                rules,
                figures);
    }

    private static long hourEnd(long time) {
        return (time / HOUR + 1) * HOUR;
    }

    private static void publish(long clock, String... messages) {
        for (String message : messages) {
            publishAt(clock, clock, message);
        }
    }

    /** @param clock when it was published, in milliseconds, as the traffic's time is */
    private static void publishAt(long clock, long traffic, String message) {
        NoticeAlarmLog alarm = NoticeAlarmLog.newBuilder()
                .setMeta(new LogMeta("s", 0L))
                .setTs(traffic * 1_000_000)
                .setNote("A::B")
                .setMsg(message)
                .build();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(ALARMS.name(), 0, clock, new SubjectKey("s", "A::B"), alarm));
        broker.commit(producer, ALARMS);
    }
}

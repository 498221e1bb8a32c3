package io.brook.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.brook.notice.TestBroker;
import io.brook.notice.outbox.DeliveryRules;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.log.ReporterLog;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.DeadLetterHeaders;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mailer between a real broker and a real mail server. Tests share the group; each mails all that it publishes. */
class NoticeMailerTest {
    private static final Topic NOTICES = Topics.DELIVERIES;
    private static final List<String> SOMEONE = List.of("soc@example.org");

    @TempDir
    private static Path brokerDirectory;

    private static TestBroker broker;
    private static KafkaProducer<SubjectKey, SpecificRecord> producer;

    private final TestMailServer server = TestMailServer.plain();
    private final MailFigures figures = new MailFigures();
    private DeliveryRules rules = DeliveryRules.DEFAULT;

    @BeforeAll
    static void start() {
        broker = new TestBroker(brokerDirectory);
        producer = broker.producer("notices");
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void mailsEachNoticeOnceAndOnlyThoseWithRecipients() throws MailException {
        publish(SOMEONE, "first", "second", "third");
        publish(List.of(), "for the log only");
        publish(null, "for the log only");
        try (NoticeMailer mailer = mailer()) {
            assertThat(mailer.mailPending()).isEqualTo(3);
            assertThat(mailer.mailPending()).isZero();
        }
        try (NoticeMailer next = mailer()) {
            assertThat(next.mailPending()).isZero();
            publish(SOMEONE, "fourth");
            assertThat(next.mailPending()).isEqualTo(1);
        }
        assertThat(server.mails)
                .hasSize(4)
                .allMatch(mail -> mail.contains("Subject: [Brook] A::B"))
                .noneMatch(mail -> mail.contains("for the log only"));
    }

    @Test
    void mailsAfterARefusalWhatWasRefusedAndNothingElseTwice() throws MailException {
        publish(SOMEONE, "one", "two", "three");
        try (NoticeMailer mailer = mailer()) {
            server.refuseAfter(1, 550);
            assertThatThrownBy(mailer::mailPending)
                    .isInstanceOf(MailException.class)
                    .hasMessageContaining("soc@example.org: 550");
            assertThat(server.mails).hasSize(1);
        }
        try (NoticeMailer mailer = mailer()) {
            server.refuseAfter(1, 550);
            assertThatThrownBy(mailer::mailPending).isInstanceOf(MailException.class);
            assertThat(mailer.mailPending()).isEqualTo(1);
        }
        for (String each : List.of("one", "two", "three")) {
            assertThat(server.mails)
                    .filteredOn(mail -> mail.contains("Message: " + each))
                    .hasSize(1);
        }
    }

    @Test
    void aRecipientThatIsRefusedForNowGetsItsMailLaterAndNobodyElseGetsItTwice() throws MailException {
        server.refusedRecipients.put("full@example.org", 452);
        publish(List.of("soc@example.org", "full@example.org"), "while one is refused");
        publish(SOMEONE, "right after it");
        try (NoticeMailer mailer = mailer()) {
            assertThat(mailer.mailPending()).isEqualTo(2);
            assertThat(mailer.refused()).containsOnlyKeys("full@example.org");
            assertThat(figures.countSent()).isEqualTo(2);
            assertThat(figures.countRefused()).isEqualTo(1);
            assertThat(figures.waiting()).isEqualTo(1);
        }
        assertThat(server.delivered).containsExactly("soc@example.org", "soc@example.org");
        // Another mailer goes on from what the first one left with its offset.
        server.refusedRecipients.clear();
        try (NoticeMailer next = mailer()) {
            assertThat(next.mailPending()).isEqualTo(1);
            assertThat(next.mailPending()).isZero();
        }
        assertThat(server.delivered).containsExactly("soc@example.org", "soc@example.org", "full@example.org");
        try (NoticeMailer last = mailer()) {
            assertThat(last.mailPending()).isZero();
        }
    }

    @Test
    void aRecipientThatIsRefusedForGoodIsGivenUp() throws MailException {
        server.refusedRecipients.put("nobody@example.org", 550);
        publish(List.of("nobody@example.org"), "for nobody");
        publish(List.of("nobody@example.org", "soc@example.org"), "for one of two");
        try (NoticeMailer mailer = mailer()) {
            assertThat(mailer.mailPending()).isEqualTo(1);
            assertThat(mailer.refused()).containsOnlyKeys("nobody@example.org");
            assertThat(figures.countRefused()).isEqualTo(2);
            assertThat(figures.waiting()).isZero();
        }
        server.refusedRecipients.clear();
        try (NoticeMailer next = mailer()) {
            assertThat(next.mailPending()).isZero();
        }
    }

    @Test
    void aMailWhoseTextIsRefusedForGoodHoldsUpNoOther() throws MailException {
        int before = broker.records(Topics.DEAD_LETTERS.name()).size();
        server.refusals.add(554);
        publish(SOMEONE, "refused", "taken");
        try (NoticeMailer mailer = mailer()) {
            assertThat(mailer.mailPending()).isEqualTo(1);
            assertThat(mailer.mailPending()).isZero();
        }
        assertThat(server.mails).singleElement().asString().contains("Message: taken");
        List<ConsumerRecord<byte[], byte[]>> letters = broker.records(Topics.DEAD_LETTERS.name());
        assertThat(letters).hasSize(before + 1);
        assertThat(TestBroker.header(letters.get(before), DeadLetterHeaders.MESSAGE))
                .isEqualTo("554 not now");
    }

    @Test
    void aFloodBecomesOneMailToEachOfItsRecipients() throws MailException {
        rules = new DeliveryRules(Duration.ofDays(1), 3, Duration.ofDays(1));
        for (int i = 1; i <= 10; i++) {
            publish(SOMEONE, "flood " + i);
        }
        publish(List.of("soc@example.org", "other@example.org"), "for both");
        try (NoticeMailer mailer = mailer()) {
            assertThat(mailer.mailPending()).isEqualTo(4);
            assertThat(mailer.mailPending()).isZero();
        }
        assertThat(server.delivered)
                .containsExactly("soc@example.org", "soc@example.org", "soc@example.org", "other@example.org");
        // Another mailer knows for whom notices were held. It has a limit of its own.
        try (NoticeMailer next = mailer()) {
            assertThat(next.mailPending()).isEqualTo(3);
            assertThat(next.mailAll()).isEqualTo(1);
            assertThat(next.mailAll()).isZero();
        }
        assertThat(server.delivered).filteredOn("other@example.org"::equals).hasSize(1);
        assertThat(server.mails).hasSize(8);
        for (int i = 1; i <= 6; i++) {
            String each = "Message: flood " + i + "\r\n";
            assertThat(server.mails).filteredOn(mail -> mail.contains(each)).hasSize(1);
        }
        assertThat(server.mails.get(7))
                .contains("Subject: [Brook] Notice::Tally", "Message: 5 notices of 1 type from 1970-01-01T00:00:00Z")
                .contains("Sub-message: A::B 5\r\n", "Sensor: s\r\n");
        try (NoticeMailer last = mailer()) {
            assertThat(last.mailAll()).isZero();
        }
    }

    @Test
    void holdsNoMoreThanAnOffsetsMetadataHasRoomFor() throws MailException {
        rules = new DeliveryRules(Duration.ofDays(1), 1, Duration.ofDays(1));
        List<String> many = IntStream.range(0, 200)
                .mapToObj(i -> "recipient-" + i + "@example.org")
                .toList();
        publish(many, "1", "2", "3");
        try (NoticeMailer mailer = mailer()) {
            assertThat(mailer.mailPending()).isEqualTo(3);
        }
        assertThat(server.delivered).hasSize(200 + 2 * (200 - Undelivered.MAX_HELD));
        try (NoticeMailer next = mailer()) {
            assertThat(next.mailAll()).isEqualTo(1 + Undelivered.MAX_HELD);
        }
        for (String each : many) {
            assertThat(server.delivered).filteredOn(each::equals).hasSize(3);
        }
    }

    @Test
    void afterItsTimeTheLimitHoldsAnew() throws MailException {
        rules = new DeliveryRules(Duration.ofDays(1), 1, Duration.ofMillis(1));
        publish(SOMEONE, "one");
        try (NoticeMailer mailer = mailer()) {
            int mailed = mailer.mailPending();
            publish(SOMEONE, "two");
            while (mailed < 2) {
                mailed += mailer.mailPending();
            }
        }
        assertThat(server.mails).hasSize(2).noneMatch(mail -> mail.contains("Notice::Tally"));
    }

    @Test
    void whatIsRefusedForTooLongIsADeadLetterAndHoldsUpNothing() throws MailException {
        int before = broker.records(Topics.DEAD_LETTERS.name()).size();
        rules = new DeliveryRules(Duration.ZERO, 0, Duration.ZERO);
        server.refuseAfter(0, 554);
        server.refusedRecipients.put("nobody@example.org", 550);
        publish(SOMEONE, "refused by the server");
        publish(List.of("soc@example.org", "nobody@example.org"), "refused for one");
        try (NoticeMailer mailer = mailer()) {
            assertThat(mailer.mailPending()).isEqualTo(1);
            assertThat(mailer.mailPending()).isZero();
        }
        assertThat(server.delivered).containsExactly("soc@example.org");
        assertThat(figures.countGivenUp()).isEqualTo(2);
        List<ConsumerRecord<byte[], byte[]>> letters = broker.records(Topics.DEAD_LETTERS.name());
        assertThat(letters.subList(before, letters.size()))
                .extracting(
                        letter -> RecordSerde.of(NoticeLog.class)
                                .deserializer()
                                .deserialize("", letter.value())
                                .getMsg(),
                        letter -> TestBroker.header(letter, DeadLetterHeaders.RECEIVER),
                        letter -> TestBroker.header(letter, DeadLetterHeaders.TOPIC))
                .containsExactly(
                        tuple("refused by the server", "soc@example.org", NOTICES.name()),
                        tuple("refused for one", "nobody@example.org", NOTICES.name()));
        assertThat(TestBroker.header(letters.get(before), DeadLetterHeaders.MESSAGE))
                .contains("cannot mail soc@example.org: 554 not now");
    }

    @Test
    void mailsNothingThatWasNotCommitted() throws MailException {
        producer.beginTransaction();
        send(SOMEONE, "aborted");
        producer.abortTransaction();
        try (NoticeMailer mailer = mailer()) {
            assertThat(mailer.mailPending()).isZero();
        }
    }

    @Test
    void skipsWhatIsNoNotice() throws MailException {
        try (KafkaProducer<byte[], byte[]> hostile =
                new KafkaProducer<>(broker.connection(), new ByteArraySerializer(), new ByteArraySerializer())) {
            hostile.send(new ProducerRecord<>(NOTICES.name(), new byte[] {1, 2, 3}));
            hostile.send(new ProducerRecord<>(NOTICES.name(), null));
        }
        publish(SOMEONE, "after the noise");
        try (NoticeMailer mailer = mailer()) {
            assertThat(mailer.mailPending()).isEqualTo(1);
        }
    }

    @Test
    void saysOnceWhichNoticesExpiredBeforeTheyWereMailed() throws MailException {
        publish(SOMEONE, "mailed");
        try (NoticeMailer mailer = mailer()) {
            mailer.mailPending();
        }
        server.mails.clear();
        int before = reported().size();
        publish(SOMEONE, "lost", "lost too");
        broker.expire(NOTICES, 0);
        publish(SOMEONE, "lost");
        try (NoticeMailer mailer = mailer()) {
            assertThat(mailer.mailPending()).isPositive();
            assertThat(mailer.losses().losses()).isEqualTo(Map.of(NOTICES.name(), 1L));
        }
        assertThat(server.mails)
                .filteredOn(mail -> mail.contains("Message: lost") && !mail.contains("lost too"))
                .hasSize(1);
        try (NoticeMailer next = mailer()) {
            assertThat(next.mailPending()).isZero();
            assertThat(next.losses().losses()).isEmpty();
        }
        assertThat(reported()).hasSize(before + 1);
        assertThat(reported().get(before).getMessage())
                .startsWith(NOTICES.name() + "-0: ")
                .contains(" expired before the mailer read them; ");
    }

    /** The lines for reporter.log. */
    private static List<ReporterLog> reported() {
        String topic = Topics.log(LogStream.of(new ReporterLog())).name();
        return broker.committed(topic).stream()
                .map(value -> RecordSerde.of(ReporterLog.class).deserializer().deserialize(topic, value))
                .toList();
    }

    private NoticeMailer mailer() {
        return new NoticeMailer(
                broker.connection(),
                MailKind.NOTICES,
                new MailConfig("Brook <brook@localhost>", "", "[Brook]", "localhost", server.port(), false, null, null),
                rules,
                figures);
    }

    private static void publish(List<String> recipients, String... messages) {
        producer.beginTransaction();
        for (String message : messages) {
            send(recipients, message);
        }
        broker.commit(producer, NOTICES);
    }

    private static void send(List<String> recipients, String message) {
        NoticeLog notice = NoticeLog.newBuilder()
                .setMeta(new LogMeta("s", 0L))
                .setTs(0)
                .setNote("A::B")
                .setMsg(message)
                .setEmailDest(recipients)
                .build();
        producer.send(new ProducerRecord<>(NOTICES.name(), new SubjectKey("s", "A::B " + message), notice));
    }
}

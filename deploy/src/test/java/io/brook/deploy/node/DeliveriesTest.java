package io.brook.deploy.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.brook.deploy.FreePorts;
import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.config.Reader;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.notice.DeliveryConfig;
import io.brook.notice.mail.AlarmMailer.AlarmClock;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several receivers, of which some are dead or never answer. */
class DeliveriesTest {
    private static final int NOTICES = 12;

    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch good = new CountDownLatch(NOTICES);
    private EmbeddedBroker broker;
    private HttpServer http;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.temporary();
        broker.start();
        try (Admin admin = Admin.create(broker.clientConfig())) {
            TopicSetup.ensure(admin, TopicPlan.keepingAll(1), Replication.over(1));
        }
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/good", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            good.countDown();
        });
        http.createContext("/hangs", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        http.start();
    }

    @AfterEach
    void stop() throws Exception {
        over.countDown();
        http.stop(0);
        broker.close();
    }

    private DeliveryConfig config(String... paths) throws Exception {
        String there = "http://localhost:" + http.getAddress().getPort();
        String dead = "http://localhost:" + FreePorts.next() + "/dead";
        StringBuilder webhooks = new StringBuilder(dead);
        for (String path : paths) {
            webhooks.append(',').append(there).append(path);
        }
        return ConfigReader.read(
                        Reader.NOTICE_MANAGER,
                        null,
                        List.of("MailTo=soc@example.org", "SmtpPort=" + FreePorts.next(), "Webhooks=" + webhooks))
                .delivery();
    }

    private void publish() throws Exception {
        try (Producer<SubjectKey, SpecificRecord> producer = new KafkaProducer<>(
                broker.clientConfig(),
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(SpecificRecord.class).serializer())) {
            for (int i = 0; i < NOTICES; i++) {
                NoticeLog notice = NoticeLog.newBuilder()
                        .setMeta(new LogMeta("s", 7L))
                        .setTs(7)
                        .setNote("A::B")
                        .setMsg("number " + i)
                        .setActions(List.of("Notice::ACTION_EMAIL", "Brook::ACTION_WEBHOOK"))
                        .setEmailDest(List.of("soc@example.org"))
                        .build();
                producer.send(new ProducerRecord<>(Topics.DELIVERIES.name(), new SubjectKey("s", "A::B"), notice))
                        .get();
            }
        }
    }

    @Test
    void thoseThatTakeNothingHoldUpNoOther() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        publish();
        try (Watch watch = new Watch()) {
            new Deliveries(config("/hangs", "/good"), broker.clientConfig(), said::add).start(watch);
            assertThat(good.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.failure()).isEmpty();
        }
    }

    @Test
    void theEndOfARunIsNotHeldUpEither() throws Exception {
        publish();
        Deliveries.Outcome outcome =
                new Deliveries(config("/good"), broker.clientConfig(), line -> {}).deliver(AlarmClock.TRAFFIC);
        assertThat(outcome.posts()).isEqualTo(NOTICES);
        assertThat(outcome.mails()).isZero();
        assertThat(outcome.problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("mail server localhost:"))
                .anyMatch(problem -> problem.startsWith("the webhook json-localhost-"));
    }
}

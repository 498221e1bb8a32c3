package io.brook.notice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brook.notice.TestBroker;
import io.brook.notice.outbox.DeliveryRules;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.DeadLetterHeaders;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts to a real server over HTTP, from a real broker. */
class WebhookPosterTest {
    private static final String TOPIC = Topics.DELIVERIES.name();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static TestBroker broker;
    private static KafkaProducer<SubjectKey, SpecificRecord> producer;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private final WebhookFigures figures = new WebhookFigures();
    private DeliveryRules rules = DeliveryRules.DEFAULT;
    private HttpServer server;

    /** What the server has got. */
    private record Request(byte[] body, String delivery, String timestamp, String signature) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    @BeforeAll
    static void start() {
        broker = new TestBroker(directory);
        producer = broker.producer("webhooks");
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestBody().readAllBytes(),
                exchange.getRequestHeaders().getFirst("Brook-Delivery"),
                exchange.getRequestHeaders().getFirst("Brook-Timestamp"),
                exchange.getRequestHeaders().getFirst("Brook-Signature")));
        exchange.sendResponseHeaders(status.get(), -1);
        exchange.close();
    }

    private Webhook receiver(WebhookForm form, String secret) {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
        return new Webhook(form, address, secret);
    }

    private WebhookPoster poster(WebhookForm form, String secret) {
        return new WebhookPoster(broker.connection(), receiver(form, secret), rules, figures);
    }

    private static void publish(String action, String... messages) {
        producer.beginTransaction();
        for (String message : messages) {
            NoticeLog notice = NoticeLog.newBuilder()
                    .setMeta(new LogMeta("tap", 7L))
                    .setTs(1_500_000_000_000_000_000L)
                    .setNote("A::B")
                    .setMsg(message)
                    .setSub("more")
                    .setSrc("10.0.0.1")
                    .setActions(List.of("Notice::ACTION_LOG", action))
                    .build();
            producer.send(new ProducerRecord<>(TOPIC, notice));
        }
        broker.commit(producer, Topics.DELIVERIES);
    }

    @Test
    void postsWhatThePolicyPostsOnceAndSigned() throws Exception {
        try (WebhookPoster poster = poster(WebhookForm.JSON, "secret")) {
            poster.postPending();
            requests.clear();
            publish("Brook::ACTION_WEBHOOK", "first", "second");
            publish("Notice::ACTION_EMAIL", "not for webhooks");
            assertThat(poster.postPending()).isEqualTo(2);
            assertThat(poster.postPending()).isZero();
        }
        try (WebhookPoster next = poster(WebhookForm.JSON, "secret")) {
            assertThat(next.postPending()).isZero();
        }
        assertThat(requests)
                .extracting(request -> request.json().get("msg").asText())
                .containsExactlyInAnyOrder("first", "second");
        assertThat(requests).extracting(Request::delivery).doesNotHaveDuplicates();
        Request request = requests.get(0);
        assertThat(request.json().get("note").asText()).isEqualTo("A::B");
        assertThat(request.signature())
                .isEqualTo("sha256="
                        + WebhookClient.signature("secret", Long.parseLong(request.timestamp()), request.body()));
    }

    @Test
    void postsAgainWhenTheReceiverFailsAndLosesNothing() throws Exception {
        try (WebhookPoster poster = poster(WebhookForm.SLACK, null)) {
            poster.postPending();
            requests.clear();
            status.set(503);
            publish("Brook::ACTION_WEBHOOK", "one", "two", "three");
            assertThatThrownBy(poster::postPending).hasMessageContaining("status 503");
            assertThat(requests).hasSize(1);
            status.set(200);
            assertThat(poster.postPending()).isEqualTo(3);
        }
        assertThat(requests).hasSize(4);
        assertThat(requests.get(0).delivery())
                .isIn(requests.stream().skip(1).map(Request::delivery).toList());
        assertThat(requests.get(0).signature()).isNull();
        assertThat(figures.countFailed()).isEqualTo(1);
    }

    @Test
    void givesUpWhatIsRefusedForGood() throws Exception {
        try (WebhookPoster poster = poster(WebhookForm.ALERTMANAGER, null)) {
            poster.postPending();
            requests.clear();
            status.set(400);
            publish("Brook::ACTION_WEBHOOK", "bad");
            assertThat(poster.postPending()).isZero();
            status.set(202);
            publish("Brook::ACTION_WEBHOOK", "good");
            assertThat(poster.postPending()).isEqualTo(1);
        }
        assertThat(figures.countGivenUp()).isEqualTo(1);
        List<ConsumerRecord<byte[], byte[]>> letters = broker.records(Topics.DEAD_LETTERS.name());
        ConsumerRecord<byte[], byte[]> last = letters.get(letters.size() - 1);
        assertThat(TestBroker.header(last, DeadLetterHeaders.MESSAGE)).isEqualTo("it answers with status 400");
        // The path may be a secret.
        assertThat(TestBroker.header(last, DeadLetterHeaders.RECEIVER))
                .startsWith("alertmanager-localhost-")
                .doesNotContain("hook");
        JsonNode alert = requests.get(requests.size() - 1).json().get(0);
        assertThat(alert.at("/labels/alertname").asText()).isEqualTo("A::B");
        assertThat(alert.at("/annotations/summary").asText()).isEqualTo("good");
        assertThat(alert.at("/startsAt").asText()).isEqualTo("2017-07-14T02:40:00Z");
    }

    @Test
    void aFloodBecomesOnePost() throws Exception {
        try (WebhookPoster poster = poster(WebhookForm.JSON, null)) {
            poster.postPending();
        }
        requests.clear();
        rules = new DeliveryRules(Duration.ofDays(1), 2, Duration.ofDays(1));
        publish("Brook::ACTION_WEBHOOK", "1", "2", "3", "4", "5");
        try (WebhookPoster poster = poster(WebhookForm.JSON, null)) {
            assertThat(poster.postPending()).isEqualTo(2);
            publish("Brook::ACTION_WEBHOOK", "6");
            assertThat(poster.postPending()).isZero();
        }
        // Another one has a limit of its own, and loses nothing of what was held.
        try (WebhookPoster next = poster(WebhookForm.JSON, null)) {
            assertThat(next.postPending()).isEqualTo(2);
            status.set(503);
            assertThatThrownBy(next::postAll).hasMessageContaining("503");
            status.set(200);
            assertThat(next.postAll()).isEqualTo(1);
            assertThat(next.postAll()).isZero();
        }
        assertThat(requests)
                .extracting(request -> request.json().get("msg").asText())
                .startsWith("1", "2", "3", "4")
                .hasSize(6);
        JsonNode tally = requests.get(5).json();
        assertThat(tally.get("note").asText()).isEqualTo("Notice::Tally");
        assertThat(tally.get("n").asInt()).isEqualTo(2);
        assertThat(requests.get(5).delivery()).startsWith("tally-deliveries-0-");
    }

    @Test
    void givesUpWhatFailsForTooLong() throws Exception {
        int before = broker.records(Topics.DEAD_LETTERS.name()).size();
        rules = new DeliveryRules(Duration.ZERO, 0, Duration.ZERO);
        try (WebhookPoster poster = poster(WebhookForm.JSON, null)) {
            poster.postPending();
            requests.clear();
            status.set(503);
            publish("Brook::ACTION_WEBHOOK", "one", "two");
            assertThat(poster.postPending()).isZero();
            assertThat(requests).hasSize(2);
        }
        assertThat(broker.records(Topics.DEAD_LETTERS.name())).hasSize(before + 2);
    }

    /** The topic has one partition, so one of them has none. */
    @Test
    void returnsToWhomeverHasNothingToRead() throws Exception {
        int posters = 2;
        AtomicBoolean together = new AtomicBoolean();
        AtomicBoolean stopping = new AtomicBoolean();
        CountDownLatch returned = new CountDownLatch(posters);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < posters; i++) {
            all.add(CompletableFuture.runAsync(
                    () -> {
                        try (WebhookPoster poster = poster(WebhookForm.JSON, null)) {
                            boolean counted = false;
                            while (!stopping.get()) {
                                // A call that begins when all have joined.
                                boolean counts = together.get() && !counted;
                                poster.postPending();
                                if (counts) {
                                    returned.countDown();
                                    counted = true;
                                }
                            }
                        } catch (WebhookException | InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    },
                    task -> {
                        Thread thread = new Thread(task);
                        thread.setDaemon(true);
                        thread.start();
                    }));
        }
        try (Admin admin = Admin.create(broker.connection())) {
            String group = "brook-webhook-" + receiver(WebhookForm.JSON, null).name();
            while (!isIdle(admin, group, posters)) {
                assertThat(all).noneMatch(CompletableFuture::isDone);
            }
            together.set(true);
            assertThat(returned.await(60, TimeUnit.SECONDS)).isTrue();
        }
        stopping.set(true);
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
    }

    /** Whether a group has so many members, of which one has no partition. */
    private static boolean isIdle(Admin admin, String group, int members) throws Exception {
        try {
            ConsumerGroupDescription now =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            return now.groupState() == GroupState.STABLE
                    && now.members().size() == members
                    && now.members().stream()
                            .anyMatch(
                                    each -> each.assignment().topicPartitions().isEmpty());
        } catch (ExecutionException e) {
            // Nobody has joined it yet.
            assertThat(e).hasCauseInstanceOf(GroupIdNotFoundException.class);
            return false;
        }
    }

    @Test
    void textFromTheTrafficStaysText() throws Exception {
        String hostile = "\"}, {\"x\": \"\r\n<!channel> &amp; \u2028";
        NoticeLog notice = NoticeLog.newBuilder()
                .setMeta(new LogMeta("tap", 7L))
                .setTs(0)
                .setNote("A::B")
                .setMsg(hostile)
                .build();
        assertThat(JSON.readTree(WebhookForm.SLACK.body(notice)).get("text").asText())
                .contains("\"}, {\"x\": \"  &lt;!channel&gt; &amp;amp;")
                .doesNotContain("<", "\r");
        assertThat(JSON.readTree(WebhookForm.ALERTMANAGER.body(notice))
                        .at("/0/annotations/summary")
                        .asText())
                .isEqualTo(hostile);
        assertThat(JSON.readTree(WebhookForm.JSON.body(notice)).size()).isEqualTo(3);
    }
}

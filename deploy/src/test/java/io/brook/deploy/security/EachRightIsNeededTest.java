package io.brook.deploy.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.brook.deploy.cli.CommandLineTool;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.PolicyAddresses;
import io.brook.deploy.node.PolicyFollower;
import io.brook.deploy.rights.Right;
import io.brook.deploy.rights.Role;
import io.brook.notice.mail.AlarmConfig;
import io.brook.notice.mail.AlarmMailer;
import io.brook.notice.mail.AlarmMailer.AlarmClock;
import io.brook.notice.mail.MailConfig;
import io.brook.notice.mail.MailFigures;
import io.brook.notice.mail.MailKind;
import io.brook.notice.mail.NoticeMailer;
import io.brook.notice.outbox.DeliveryRules;
import io.brook.notice.policy.SitePolicy;
import io.brook.notice.webhook.Webhook;
import io.brook.notice.webhook.WebhookFigures;
import io.brook.notice.webhook.WebhookForm;
import io.brook.notice.webhook.WebhookPoster;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeAlarmLog;
import io.brook.schemas.progress.Timeline;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each role with one of its rights taken away fails, and says which. A process is started for each. */
@Tag("faults")
@Timeout(600)
class EachRightIsNeededTest {
    private static final Names NAMES = new Names("site1.");
    private static final List<String> DELIVERIES =
            List.of("brook-mailer", "brook-pager", "brook-alarms", "brook-webhook-");
    private static final MailConfig MAIL =
            new MailConfig("brook@localhost", "", "", "localhost", 25, false, null, null);
    private static final int PATIENCE_S = 60;

    @TempDir
    private static Path directory;

    private static SecuredBroker broker;
    /** As the roles may, and as one who may do everything. */
    private static Brook site;

    private static Brook free;
    /** What those between the captures and the role do meanwhile. */
    private static Brook.Node worker;

    private static int sensors;

    @BeforeAll
    static void start() throws Exception {
        broker = new SecuredBroker(directory);
        site = new Brook(NAMES.prefix(), role -> broker.user(role.command()));
        free = new Brook(NAMES.prefix(), role -> broker.administration());
        for (Role role : Role.values()) {
            broker.addUser(role.command());
            broker.allow(role.command(), role.rights(NAMES));
        }
        CommandLineTool.at(directory, free.client(Role.TOPICS), "topics", "create", "--partitions", Brook.PARTITIONS);
        // Something is in all topics, and groups have positions.
        try (Brook.Node first = free.start(Role.WORKER, Application.ANALYSIS);
                Brook.Node state = free.start(Role.STATE_SYNC, Application.STATE);
                Brook.Node notices = free.start(Role.NOTICE_MANAGER, Application.NOTICE)) {
            assertThat(List.of(first, state, notices)).doesNotContainNull();
            publish();
            free.write(Files.createTempDirectory(directory, "logs"), "sensor-1");
        }
        CommandLineTool.at(directory, free.client(Role.ANALYSIS), "analysis", "disable", "ftp");
        mail(free, MailKind.NOTICES);
        tellOfASilentSensor();
    }

    @AfterAll
    static void stop() {
        if (worker != null) {
            worker.close();
        }
        broker.close();
    }

    static Stream<Arguments> rights() {
        return Stream.of(Role.values())
                .flatMap(role -> role.rights(NAMES).stream()
                        .filter(right -> !isForMoreThanTraces(role, right))
                        .map(right -> Arguments.of(role, right)));
    }

    /**
     * Workers write to control about live traffic only; notice-managers block, alarm and deliver where a policy says so, and log what one that is
     * applied changes: not here.
     */
    private static boolean isForMoreThanTraces(Role role, Right right) {
        String name = right.resource().name();
        return right.operation() == AclOperation.WRITE
                && (name.equals(NAMES.of(Topics.BLOCK))
                        || name.equals(NAMES.of(Topics.DELIVERIES))
                        || name.equals(NAMES.of("log.config"))
                        || name.equals(NAMES.of("log.notice_alarm"))
                        || role == Role.WORKER && name.equals(NAMES.of(Topics.CONTROL)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rights")
    void isMissedAndNamed(Role role, Right right) throws Exception {
        broker.forbid(role.command(), right);
        try {
            String said = failure(role, right);
            assertThat(said)
                    .startsWith("Kafka refuses: ")
                    .contains(right.toString())
                    .hasLineCount(1);
        } finally {
            broker.allow(role.command(), List.of(right));
        }
    }

    private static String failure(Role role, Right right) throws Exception {
        return switch (role) {
            case CAPTURE ->
                explained(role, node -> {
                    if (right.resource().name().equals(NAMES.of(Topics.CONTROL))) {
                        Brook.tap(node, "sensor-of-nobody");
                    } else {
                        Brook.capture(node, "sensor-of-nobody");
                    }
                });
            case WORKER -> tasks(role, Application.ANALYSIS, Topics.PACKETS, right);
            case STATE_SYNC -> {
                keepAWorker();
                yield tasks(role, Application.STATE, Topics.OBSERVATIONS, right);
            }
            case NOTICE_MANAGER -> {
                keepAWorker();
                if (right.resource().name().equals(NAMES.of(Topics.CONTROL))) {
                    yield explained(role, node -> followPolicies());
                }
                yield isOfDelivery(right)
                        ? explained(role, node -> deliverAfterALoss(delivery(right)))
                        : tasks(role, Application.NOTICE, Topics.NOTICES, right);
            }
            case LOGGER ->
                explained(role, node -> Brook.write(node, Files.createTempDirectory(directory, "logs"), "sensor-1"));
            case SENSORS -> tool(role, "sensors");
            case STATUS -> tool(role, "status");
            case ANALYSIS ->
                right.operation() == AclOperation.READ
                        ? tool(role, "analysis", "list")
                        : tool(role, "analysis", "disable", "ftp");
            case NOTICES -> tool(role, "notices");
            case NOTICE -> {
                Path policy = Files.createTempDirectory(directory, "policy");
                Files.writeString(
                        policy.resolve("local.yaml"),
                        "notices: {page: [A::B], webhook: [A::B], alarm: [A::B], block: [A::B]}");
                yield tool(
                        role,
                        "notice",
                        "test",
                        "A::B",
                        "--block",
                        "--policy",
                        policy,
                        "--set",
                        "MailTo=a@b",
                        "--set",
                        "MailPageTo=a@b",
                        "--set",
                        "Webhooks=http://localhost:9/");
            }
            case POLICY ->
                right.operation() == AclOperation.READ
                        ? tool(role, "policy", "show")
                        : tool(role, "policy", "apply", Files.createTempDirectory(directory, "policy"));
            case TOPICS -> {
                if (right.operation() == AclOperation.CREATE) {
                    broker.admin()
                            .deleteTopics(List.of(NAMES.of("log.pe")))
                            .all()
                            .get();
                }
                yield tool(role, "topics", "create", "--apply", "--partitions", Brook.PARTITIONS);
            }
        };
    }

    private static void followPolicies() {
        try (PolicyFollower follower = PolicyFollower.ofNotices(
                site.client(Role.NOTICE_MANAGER), new Timeline<>(SitePolicy.NONE), new PolicyAddresses(), line -> {})) {
            follower.catchUp();
        }
    }

    /** Something that fails. */
    @FunctionalInterface
    private interface Work {
        void run(Brook.Node node) throws Exception;
    }

    private static String explained(Role role, Work work) throws Exception {
        try (Brook.Node node = site.connect(role)) {
            Exception failure = catchException(() -> work.run(node));
            assertThat(failure).isNotNull();
            return node.explain(failure instanceof RunException run ? run : RunException.of("it", failure))
                    .getMessage();
        }
    }

    /** Stream tasks with work to do. */
    private static String tasks(Role role, Application application, Topic input, Right right) throws Exception {
        String name = right.resource().name();
        if (name.equals(NAMES.of(Topics.DEAD_LETTERS))) {
            send(input, null, new byte[] {1, 2, 3});
        }
        publish();
        if (name.equals(NAMES.of(Topics.PROGRESS)) && right.operation() == AclOperation.READ) {
            // Records are there, and gone before they are read.
            expire(input, Brook.PARTITIONS);
        }
        return explained(role, node -> {
            Brook.begin(node, application);
            CompletableFuture<Void> never = new CompletableFuture<>();
            never.orTimeout(PATIENCE_S, TimeUnit.SECONDS);
            node.watch().await(never);
        });
    }

    private static String tool(Role role, Object... arguments) throws Exception {
        String said = CommandLineTool.failsAt(directory, site.client(role), arguments);
        return said.lines().findFirst().orElseThrow().substring("brook: ".length());
    }

    private static void publish() throws Exception {
        free.capture("sensor-" + ++sensors);
    }

    private static void keepAWorker() throws Exception {
        if (worker == null) {
            worker = free.start(Role.WORKER, Application.ANALYSIS);
        }
    }

    private static boolean isOfDelivery(Right right) {
        String name = right.resource().name();
        return DELIVERIES.stream().anyMatch(each -> name.startsWith(NAMES.of(each)))
                || name.equals(NAMES.of("log.reporter"))
                || right.operation() == AclOperation.READ
                        && (name.equals(NAMES.of(Topics.DELIVERIES)) || name.equals(NAMES.of("log.notice_alarm")));
    }

    /** Reads notices of a site, and so notices what it has lost. */
    @FunctionalInterface
    private interface Delivery {
        void run(Brook brook) throws Exception;
    }

    private static Delivery delivery(Right right) {
        String name = right.resource().name();
        if (name.startsWith(NAMES.of("brook-webhook-"))) {
            return EachRightIsNeededTest::post;
        }
        if (name.startsWith(NAMES.of("brook-alarms")) || name.equals(NAMES.of("log.notice_alarm"))) {
            return EachRightIsNeededTest::mailAlarms;
        }
        MailKind kind = name.startsWith(NAMES.of("brook-pager")) ? MailKind.pages(List.of("a@b")) : MailKind.NOTICES;
        return brook -> mail(brook, kind);
    }

    private static void mail(Brook brook, MailKind kind) throws Exception {
        try (NoticeMailer mailer = new NoticeMailer(
                brook.client(Role.NOTICE_MANAGER), kind, MAIL, DeliveryRules.DEFAULT, new MailFigures())) {
            mailer.mailPending();
        }
    }

    private static void mailAlarms(Brook brook) throws Exception {
        try (AlarmMailer mailer = new AlarmMailer(
                brook.client(Role.NOTICE_MANAGER),
                new AlarmConfig(List.of("a@b"), Duration.ofDays(1)),
                AlarmClock.CLOCK,
                MAIL,
                DeliveryRules.DEFAULT,
                new MailFigures())) {
            mailer.mailPending();
        }
    }

    private static void post(Brook brook) throws Exception {
        Webhook receiver = new Webhook(WebhookForm.JSON, URI.create("http://localhost:9/"), null);
        try (WebhookPoster poster = new WebhookPoster(
                brook.client(Role.NOTICE_MANAGER), receiver, DeliveryRules.DEFAULT, new WebhookFigures())) {
            poster.postPending();
        }
    }

    private static void deliverAfterALoss(Delivery delivery) throws Exception {
        delivery.run(free);
        for (Topic topic : List.of(Topics.DELIVERIES, Topics.log(LogStream.of(new NoticeAlarmLog())))) {
            // Without a value, so that no reader tries to deliver it.
            send(topic, null, null);
            expire(topic, 1);
        }
        delivery.run(site);
    }

    private static void expire(Topic topic, int partitions) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            all.put(new TopicPartition(NAMES.of(topic), i), RecordsToDelete.beforeOffset(-1));
        }
        broker.admin().deleteRecords(all).all().get();
    }

    private static void tellOfASilentSensor() throws Exception {
        CaptureProgress progress =
                new CaptureProgress("silent", List.of(), List.of(), 1L, 0, 1L, 1L, false, List.of(), 0L, 1, null);
        send(
                Topics.CAPTURE_PROGRESS,
                RecordSerde.of(SubjectKey.class).serializer().serialize("", new SubjectKey("silent", "capture")),
                RecordSerde.of(CaptureProgress.class).serializer().serialize("", progress));
    }

    private static void send(Topic topic, byte[] key, byte[] value) throws Exception {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(broker.administration(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(NAMES.of(topic), 0, key, value)).get();
        }
    }
}

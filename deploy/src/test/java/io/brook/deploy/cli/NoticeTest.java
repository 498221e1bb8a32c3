package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.config.Reader;
import io.brook.deploy.control.NoticeReader;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.node.Deliveries;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.topic.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of notices between a real broker, a real mail server and real receivers over HTTP. */
class NoticeTest {
    private static final String TYPE = "Scan::Address_Scan";

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static MailBox mails;
    private static HttpServer receiver;
    private static final List<String> posts = new CopyOnWriteArrayList<>();
    private static Watch watch;
    private static List<String> settings;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.temporary();
        broker.start();
        try (Admin admin = Admin.create(broker.clientConfig())) {
            TopicSetup.ensure(admin, TopicPlan.keepingAll(1), Replication.over(1));
        }
        mails = MailBox.open();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/refuses") ? 403 : 200, -1);
            exchange.close();
        });
        receiver.start();
        Path policy = Files.createDirectory(directory.resolve("policy"));
        Files.writeString(policy.resolve("local.yaml"), """
                notices:
                  webhook: [Scan::Address_Scan]
                  rules:
                    - name: loud
                      type: Scan::Address_Scan
                      when: src == "192.0.2.1"
                      add: [page, alarm, block]
                    - type: A::Quiet
                      actions: []
                """);
        String address = "http://localhost:" + receiver.getAddress().getPort();
        settings = List.of(
                "PolicyDir=" + policy,
                "MailTo=soc@example.org",
                "MailPageTo=pager@example.org",
                "SmtpPort=" + mails.port(),
                "Webhooks=" + address + "/takes,slack:" + address + "/refuses");
        BrookConfig config = ConfigReader.read(Reader.NOTICE_MANAGER, null, settings);
        watch = new Watch();
        new Deliveries(config.delivery(), broker.clientConfig(), line -> {}).start(watch);
    }

    @AfterAll
    static void stop() throws Exception {
        watch.close();
        receiver.stop(0);
        mails.close();
        broker.close();
    }

    private static Cli test(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("notice", "test"));
        arguments.addAll(List.of(more));
        arguments.add("--bootstrap-servers");
        arguments.add(broker.clientConfig().get("bootstrap.servers"));
        settings.forEach(each -> arguments.addAll(List.of("--set", each)));
        return Cli.run(arguments.toArray());
    }

    @Test
    void saysWhichRulesAndActionsThereAreAndWhoHasTakenIt() throws Exception {
        long blocked = end(Topics.BLOCK.name());
        Cli result = test(TYPE, "--severity", "high");
        assertThat(result.out())
                .containsPattern("rules: the list webhook, loud [(]local.yaml:\\d+[)]\n")
                .contains("actions: alarm, block, email, log, page, webhook\n")
                .contains("block: not done; with --block 192.0.2.1 would be blocked\n")
                .contains("mail to soc@example.org: taken\n", "page to pager@example.org: taken\n")
                .containsPattern("webhook json-localhost-[0-9a-f]+: taken\n")
                .containsPattern("webhook slack-localhost-[0-9a-f]+: refused for good: it answers with status 403\n");
        assertThat(result.status()).as("somebody has not taken it").isEqualTo(9);
        assertThat(mails.mails())
                .anyMatch(mail -> mail.contains("To: soc@example.org"))
                .anyMatch(mail -> mail.contains("To: pager@example.org"))
                .allMatch(mail -> mail.contains("Subject: [Brook] [TEST] "))
                .allMatch(mail -> mail.contains("[TEST] brook notice test"));
        assertThat(posts)
                .anyMatch(post -> post.contains("\"test\":true") && post.contains("\"severity\":\"high\""))
                .anyMatch(post -> post.startsWith("{\"text\":\"*" + TYPE + "* [TEST] "));
        assertThat(end(Topics.BLOCK.name())).isEqualTo(blocked);
        try (NoticeReader reader = new NoticeReader(broker.clientConfig())) {
            assertThat(reader.present()).extracting(NoticeLog::getTest).contains(true);
        }
        // What would hold up the stages of other sensors.
        assertThat(end(Topics.NOTICES.name())).isZero();
        assertThat(end(Topics.PROGRESS.name())).isZero();
        assertThat(end("log.notice_alarm")).isPositive();
    }

    @Test
    void blocksOnlyWhenItIsToldTo() throws Exception {
        long before = end(Topics.BLOCK.name());
        assertThat(test(TYPE, "--block", "--wait", "0").out()).contains("block: 192.0.2.1 is blocked\n");
        assertThat(end(Topics.BLOCK.name())).isEqualTo(before + 1);
    }

    @Test
    void saysWhatDoesNothing() {
        Cli quiet = test("A::Quiet");
        assertThat(quiet.status()).isZero();
        assertThat(quiet.out()).matches("rules: local.yaml:\\d+\nactions: none, not even a line\n");
        assertThat(test("no type").err()).contains("no type is not the type of a notice");
        assertThat(test("A::Other", "--src", "10.0.0.1").out()).contains("rules: none applies\nactions: email, log\n");
    }

    private static long end(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(broker.clientConfig())) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }
}

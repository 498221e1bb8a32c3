package io.brook.deploy.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.Samples;
import io.brook.deploy.cli.CommandLineTool;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.rights.Right;
import io.brook.deploy.rights.Role;
import io.brook.notice.mail.MailConfig;
import io.brook.notice.mail.MailFigures;
import io.brook.notice.mail.MailKind;
import io.brook.notice.mail.NoticeMailer;
import io.brook.notice.outbox.DeliveryRules;
import io.brook.schemas.topic.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each role may do exactly what {@link Role} lists, and that is enough; two Brooks share the cluster. */
@Timeout(600)
class SecuredClusterTest {
    private static final String SITE = "site1.";
    private static final String OTHER = "site2.";

    @TempDir
    private static Path directory;

    private static SecuredBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new SecuredBroker(directory);
        for (Role role : Role.values()) {
            broker.addUser(role.command());
            broker.allow(role.command(), role.rights(new Names(SITE)));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void theRightsOfTheRolesAreEnoughAndSitesDoNotMeet() throws Exception {
        Brook site = new Brook(SITE, role -> broker.user(role.command()));
        Brook other = new Brook(OTHER, role -> broker.administration());
        assertThat(topics(site, "create")).contains(SITE + "packets: created");
        assertThat(topics(other, "create")).contains(OTHER + "brook-analysis-flows-changelog: created");
        Map<String, String> logs = run(site, "lab");
        assertThat(logs).containsKeys("conn.log", "notice.log", "known_hosts.log");
        assertThat(run(other, "lab")).isEqualTo(logs);
        assertThat(logs).isEqualTo(inOneProcess());

        // Kafka Streams has made no topic by itself, and nothing has a name without a prefix.
        assertThat(topics(site, "check")).isEmpty();
        assertThat(broker.admin().listTopics().names().get())
                .allMatch(name -> name.startsWith(SITE) || name.startsWith(OTHER));
        assertThat(broker.admin().listGroups().all().get())
                .extracting(GroupListing::groupId)
                .isNotEmpty()
                .allMatch(name -> name.startsWith(SITE) || name.startsWith(OTHER));
        assertThat(broker.admin().listTransactions().all().get())
                .allMatch(each -> each.transactionalId().startsWith(SITE)
                        || each.transactionalId().startsWith(OTHER));

        assertThat(tool(site, Role.SENSORS, "sensors")).contains("lab ", " ended ");
        assertThat(tool(site, Role.ANALYSIS, "analysis", "disable", "ftp")).isEmpty();
        assertThat(tool(site, Role.ANALYSIS, "analysis", "list")).containsPattern("ftp +disabled");
        assertThat(tool(other, Role.ANALYSIS, "analysis", "list")).containsPattern("ftp +as configured");
    }

    @Test
    void usersWithACertificateOrATokenComeInToo() throws Exception {
        Brook own = new Brook("", role -> role == Role.SENSORS ? broker.guest() : broker.bearer("bearer"));
        List<Right> all = Role.TOPICS.rights(own.names());
        broker.allow("bearer", all);
        broker.allow("CN=guest", Role.SENSORS.rights(own.names()));
        assertThat(topics(own, "create")).contains("packets: created");
        assertThat(tool(own, Role.SENSORS, "sensors")).startsWith("sensor ");
        broker.admin()
                .deleteTopics(broker.admin().listTopics().names().get().stream()
                        .filter(name -> !name.startsWith("site"))
                        .toList())
                .all()
                .get();
    }

    /** The logs of the sample, but for what says when they were opened and closed. */
    @SuppressWarnings("try")
    private static Map<String, String> run(Brook brook, String sensor) throws Exception {
        Path logs = Files.createTempDirectory(directory, "logs");
        try (Brook.Node worker = brook.start(Role.WORKER, Application.ANALYSIS);
                Brook.Node state = brook.start(Role.STATE_SYNC, Application.STATE);
                Brook.Node notices = brook.start(Role.NOTICE_MANAGER, Application.NOTICE)) {
            brook.capture(sensor);
            brook.write(logs, sensor);
            try (NoticeMailer mailer = new NoticeMailer(
                    brook.client(Role.NOTICE_MANAGER),
                    MailKind.NOTICES,
                    new MailConfig("brook@localhost", "", "", "localhost", 25, false, null, null),
                    DeliveryRules.DEFAULT,
                    new MailFigures())) {
                assertThat(mailer.mailPending()).isZero();
            }
        }
        return contents(logs);
    }

    private static Map<String, String> inOneProcess() throws Exception {
        Path logs = Files.createTempDirectory(directory, "logs");
        CommandLineTool.run("process", "--quiet", "--sensor", "lab", "--log-dir", logs, Samples.OFFICE);
        return contents(logs);
    }

    private static Map<String, String> contents(Path logs) {
        Map<String, String> contents = new TreeMap<>();
        Logs.contents(logs).forEach((name, text) -> {
            if (name.endsWith(".log")) {
                contents.put(name, withoutTimes(text));
            }
        });
        return contents;
    }

    private static String withoutTimes(String log) {
        return log.lines()
                .filter(line -> !line.startsWith("#open") && !line.startsWith("#close"))
                .collect(Collectors.joining("\n"));
    }

    private static String topics(Brook brook, String action) throws Exception {
        return tool(brook, Role.TOPICS, "topics", action, "--partitions", Brook.PARTITIONS);
    }

    private static String tool(Brook brook, Role role, Object... arguments) throws Exception {
        return CommandLineTool.at(directory, brook.client(role), arguments);
    }
}

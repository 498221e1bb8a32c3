package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.brook.deploy.ChildJava;
import io.brook.deploy.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cron and the other commands mail, at a real mail server. The nodes are ones that end at once. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CronTest {
    private static final int MEGABYTES = 64;
    private static final String LOG = """
            #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state
            1700000000.000000\tC1\t192.0.2.1\t1025\t198.51.100.1\t80\ttcp\thttp\t1.0\t10\t20\tSF
            """;

    @TempDir
    private Path base;

    private MailBox box;

    @BeforeAll
    static void nodesRunWhatIsTested() throws IOException {
        System.setProperty(
                Launcher.OVERRIDE,
                String.join(" ", ChildJava.command(MEGABYTES, BrookCommand.class.getName(), List.of())));
    }

    @AfterAll
    static void others() {
        System.clearProperty(Launcher.OVERRIDE);
    }

    @BeforeEach
    void layOut() throws IOException {
        box = MailBox.open();
        Path etc = Files.createDirectory(base.resolve("etc"));
        Files.writeString(etc.resolve("node.cfg"), """
                [manager]
                type=manager
                [proxy-1]
                type=proxy
                [worker-1]
                type=worker
                env_vars=JAVA_TOOL_OPTIONS=-XX:NoSuchOption,API_TOKEN=hunter2
                """);
        set("etc/cluster.cfg", "MetricsPort = " + FreePorts.row(4));
        set("etc/cluster.cfg", "MinDiskSpace = 0");
        set("etc/cluster.cfg", "MailTo = soc@example.org");
        set("etc/brook.cfg", "SmtpPort = " + box.port());
        set("etc/brook.cfg", "BootstrapServers = localhost:1");
        set("etc/brook.cfg", "WebhookSecret = hunter2");
        ctl("install");
    }

    @AfterEach
    void close() {
        ctl("stop");
        box.close();
    }

    @Test
    void eachCrashIsMailedOnceAndTriedEverMoreSeldom() {
        assertThat(ctl("start", "worker-1").out()).contains("worker-1 terminated immediately after starting");
        for (int i = 0; i < 6; i++) {
            assertThat(ctl("cron").status()).isEqualTo(1);
        }
        List<String> crashes = mails("Crash report from worker-1");
        assertThat(crashes).hasSize(4);
        assertThat(crashes.get(0))
                .contains(
                        "To: soc@example.org",
                        "worker-1 has ended without having been stopped.",
                        "Exit status: 1\n",
                        "NoSuchOption",
                        "API_TOKEN=[hidden]",
                        "WebhookSecret = [hidden]",
                        "SmtpPort = " + box.port())
                .doesNotContain("hunter2", "crashed often");
        assertThat(crashes.get(3)).contains("It has crashed often within an hour; cron starts it again after ");
        assertThat(mails("cron: worker-1 has ended without having been stopped; see "))
                .hasSize(4);
        assertThat(box.mails()).as("nothing more, while it waits").hasSize(8);

        assertThat(ctl("status", "worker-1").out()).containsPattern("crashed +\\d+ +\\S+Z +\\S+Z\n");
        assertThat(ctl("start", "worker-1").out()).as("by hand, at once").contains("starting worker-1 (was crashed)");
        assertThat(ctl("diag", "worker-1").out()).contains("==== the last crash: " + base.resolve("spool/crashes"));
    }

    @Test
    void stopAndCleanupReportCrashesToo() {
        ctl("start", "worker-1");
        assertThat(ctl("stop", "worker-1").out()).contains("worker-1 has ended without having been stopped; see ");
        assertThat(mails("Crash report from worker-1")).hasSize(1);
        assertThat(ctl("status", "worker-1").out()).contains("stopped");

        ctl("start", "worker-1");
        assertThat(ctl("cleanup", "worker-1").out()).contains("worker-1 has ended without having been stopped; see ");
        assertThat(mails("Crash report from worker-1")).hasSize(2);
        assertThat(base.resolve("spool/worker-1")).doesNotExist();
    }

    @Test
    void whatCannotBeMailedIsMailedTheNextTime() throws IOException {
        int port = box.port();
        box.close();
        ctl("start", "worker-1");
        Cli stop = ctl("stop", "worker-1");
        assertThat(stop.err()).contains("mail server localhost:" + port);
        box = MailBox.open();
        Files.writeString(base.resolve("etc/brook.cfg"), "SmtpPort = " + box.port() + "\n");
        assertThat(ctl("cron").out()).isEmpty();
        assertThat(mails("Crash report from worker-1")).hasSize(1);
    }

    @Test
    void nobodyIsMailedUnlessThatIsWanted() throws IOException {
        set("etc/cluster.cfg", "SendMail = 0");
        ctl("start", "worker-1");
        assertThat(ctl("cron").out()).contains("worker-1 has ended", "starting worker-1 (was crashed) ...");
        Files.writeString(base.resolve("etc/cluster.cfg"), "MinDiskSpace = 0\nMailTo = soc@example.org\n");
        ctl("cron", "--no-watch");
        assertThat(box.mails()).as("no flood of what is old").isEmpty();
    }

    @Test
    void fullDisksStatisticsSummariesAndCronCmd() throws IOException {
        Files.writeString(
                base.resolve("etc/cluster.cfg"),
                "MinDiskSpace = 100\nMailTo = soc@example.org\nMailSubjectPrefix = [S]\nCronCmd = echo fine\n");
        ctl("cron");
        assertThat(box.mails()).singleElement().asString().contains("Subject: [S] cron: Disk space low on ", "fine");
        assertThat(base.resolve("logs/stats/meta.dat")).content().contains("node worker-1 worker localhost");

        Path day = Files.createDirectories(base.resolve("logs/2023-11-14"));
        Files.writeString(day.resolve("conn.22:00:00-23:00:00.log"), LOG);
        ctl("cron");
        ctl("cron");
        assertThat(mails("Connection summary from 22:00:00-23:00:00"))
                .singleElement()
                .asString()
                .contains("198.51.100.1");
        assertThat(mails("Disk space")).as("once").hasSize(1);
    }

    @Test
    void summariesHaveAPageWhereThatIsWanted() throws IOException {
        set("etc/cluster.cfg", "MailHtml = 1");
        ctl("cron");
        Path day = Files.createDirectories(base.resolve("logs/2023-11-14"));
        Files.writeString(day.resolve("conn.22:00:00-23:00:00.log"), LOG);
        ctl("cron");
        assertThat(mails("Connection summary from 22:00:00-23:00:00"))
                .singleElement()
                .asString()
                .contains(
                        "Content-Type: multipart/alternative;",
                        "Content-Type: text/plain; charset=",
                        ">== Total ===",
                        "Content-Type: text/html; charset=",
                        "<td>198.51.100.1</td>");
    }

    @Test
    void aLoggerThatCannotArchiveIsMailedOnce() throws IOException {
        AtomicInteger files = new AtomicInteger(2);
        HttpServer logger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 0);
        logger.createContext("/metrics", exchange -> {
            byte[] text = ("brook_logger_unarchived_files{role=\"logger\"} " + files.get() + ".0\n")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        logger.start();
        try {
            ctl("cron");
            ctl("cron");
            assertThat(mails("archive log failure on node manager-logger"))
                    .singleElement()
                    .asString()
                    .contains("manager-logger cannot archive 2 files.", "diag manager-logger");
            files.set(0);
            ctl("cron");
            files.set(1);
            ctl("cron");
            assertThat(mails("archive log failure on node manager-logger")).hasSize(2);
            set("etc/cluster.cfg", "MailArchiveLogFail = 0");
            files.set(0);
            ctl("cron");
            files.set(1);
            ctl("cron");
            assertThat(mails("archive log failure on node manager-logger")).hasSize(2);
        } finally {
            logger.stop(0);
        }
    }

    /** Where the logger's metrics would be. */
    private int port() {
        return ctl("nodes", "--json")
                .out()
                .transform(text -> Pattern.compile("\"name\":\"manager-logger\".*?\"port\":\"(\\d+)\"")
                        .matcher(text)
                        .results()
                        .map(found -> Integer.parseInt(found.group(1)))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void crashesExpire() throws IOException {
        ctl("start", "worker-1");
        ctl("stop", "worker-1");
        Path crashes = base.resolve("spool/crashes");
        String name = crashes.toFile().list()[0];
        set("etc/cluster.cfg", "CrashExpireInterval = 1");
        ctl("cron");
        assertThat(crashes.resolve(name)).exists();
        Path facts = crashes.resolve(name).resolve("crash.properties");
        Files.writeString(facts, Files.readString(facts).replaceFirst("found=\\d+", "found=1"));
        ctl("cron");
        assertThat(crashes).isEmptyDirectory();
    }

    @Test
    void withoutAnInstallationItIsSilent() throws IOException {
        Files.delete(base.resolve("spool/installed"));
        assertThat(ctl("cron")).isEqualTo(new Cli(0, "", ""));
    }

    private List<String> mails(String subject) {
        return box.mails().stream()
                .map(CronTest::decoded)
                .filter(mail -> mail.contains(subject))
                .toList();
    }

    /** Without the folds of long headers, and without what makes lines short (RFC 2045 section 6.7). */
    private static String decoded(String mail) {
        return mail.replaceAll("\r\n[ \t]", " ")
                .replace("=\r\n", "")
                .replace("=3D", "=")
                .replace("\r\n", "\n");
    }

    private void set(String file, String line) throws IOException {
        Files.writeString(base.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Cli ctl(String... words) {
        List<Object> all = new ArrayList<>(List.of("ctl", "--base", base));
        all.addAll(List.of(words));
        return Cli.run(all.toArray());
    }
}

package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.LongTrace;
import io.brook.deploy.Samples;
import io.brook.deploy.embedded.EmbeddedBroker;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A day of traffic is analysed once, and then again, wholly and in part. */
@Timeout(600)
class ReplayTest {
    private static final int HOURS = 24;
    private static final int TIMES_AN_HOUR = 6;
    private static final int LATER = 13;

    @TempDir
    private static Path directory;

    private static Path data;
    private static Path first;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void analyseADay() throws Exception {
        Path day = LongTrace.of(
                Samples.OFFICE, HOURS * TIMES_AN_HOUR, Duration.ofMinutes(10), directory.resolve("day.pcap"));
        data = directory.resolve("data");
        first = directory.resolve("first");
        Cli run = Cli.run(
                "process",
                "--quiet",
                "--sensor",
                "office",
                "--partitions",
                3,
                "--data-dir",
                data,
                "--log-dir",
                first,
                "--no-trim",
                day);
        assertThat(run.status()).as(run.err()).isZero();
        broker = EmbeddedBroker.at(data);
        broker.start();
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Object servers() {
        return broker.clientConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    private static Cli replay(Object... options) {
        List<Object> all = new ArrayList<>(List.of("replay", "--quiet", "--bootstrap-servers", servers()));
        all.addAll(List.of(options));
        return Cli.run(all.toArray());
    }

    /** The names of all topics and groups. */
    private static Set<String> traces() throws Exception {
        try (Admin admin = Admin.create(broker.clientConfig())) {
            Set<String> traces = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .collect(Collectors.toSet());
            traces.addAll(admin.listTopics().names().get());
            return traces;
        }
    }

    @Test
    void theWholeTopicGivesTheSameLogsAndLeavesNothingBehind() throws Exception {
        Set<String> before = traces();
        Path again = directory.resolve("again");
        Cli run = replay("--log-dir", again);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Logs.contents(again)).isEqualTo(Logs.contents(first));
        assertThat(traces()).isEqualTo(before);
    }

    @Test
    void anHourGivesTheLinesOfThatHour() throws Exception {
        // Some seconds of traffic every ten minutes; after less than six all connections have ended.
        BigDecimal begin = time(Logs.lines(first.resolve("conn.log")).get(0)).subtract(BigDecimal.valueOf(200));
        BigDecimal from = begin.add(BigDecimal.valueOf(3600L * LATER));
        BigDecimal to = from.add(BigDecimal.valueOf(3600));
        Path hour = directory.resolve("hour");
        Cli run = replay("--from", from, "--to", to, "--lead", "1h", "--log-dir", hour);
        assertThat(run.status()).as(run.err()).isZero();
        for (String log : logs(first)) {
            List<Map<String, String>> expected = Logs.lines(first.resolve(log)).stream()
                    .filter(line ->
                            from.compareTo(time(line)) <= 0 && time(line).compareTo(to) < 0)
                    .toList();
            Path file = hour.resolve(log);
            assertThat(Files.exists(file) ? Logs.lines(file) : List.of())
                    .as(log)
                    .isEqualTo(expected);
        }
        assertThat(Logs.lines(hour.resolve("conn.log"))).hasSize(63 * TIMES_AN_HOUR);
        assertThat(Files.exists(hour.resolve("known_hosts.log")))
                .as("hosts are news once a day")
                .isFalse();
        // An hour and the one before it; and what comes until the next progress, which is told every 1024 packets.
        long records = records(run);
        long all = records(replay("--log-dir", directory.resolve("count")));
        assertThat(records).isPositive().isLessThanOrEqualTo(all * 25 / 10 / HOURS);
    }

    private static List<String> logs(Path folder) {
        return Logs.contents(folder).keySet().stream()
                .filter(name -> name.endsWith(".log"))
                .toList();
    }

    private static BigDecimal time(Map<String, String> line) {
        return new BigDecimal(line.get("ts"));
    }

    private static long records(Cli run) {
        Matcher records = Pattern.compile("records +([0-9,]+)").matcher(run.out());
        assertThat(records.find()).as(run.out()).isTrue();
        return Long.parseLong(records.group(1).replace(",", ""));
    }

    @Test
    void withoutAProtocolOnlyItsLogsAndColumnsDiffer() {
        Path without = directory.resolve("without");
        assertThat(replay("--disable", "dns", "--log-dir", without).status()).isZero();
        Cli diff = Cli.run("diff", "--summary", first, without);
        assertThat(diff.status()).isEqualTo(1);
        assertThat(diff.out().lines().filter(line -> !line.contains(" 0 new, 0 gone, 0 changed")))
                .isNotEmpty()
                .allMatch(line -> line.matches("(dns|conn|known_services) .*"));
    }

    @Test
    void severalProcessesShareTheWork() throws Exception {
        Path shared = directory.resolve("shared");
        CompletableFuture<Cli> planned =
                CompletableFuture.supplyAsync(() -> replay("--name", "crowd", "--threads", 1, "--log-dir", shared));
        Cli joined = replay("--join", "crowd", "--threads", 1);
        while (joined.err().contains("there is no replay crowd") && !planned.isDone()) {
            joined = replay("--join", "crowd", "--threads", 1);
        }
        assertThat(planned.get().status()).as(planned.get().err()).isZero();
        assertThat(joined.status()).as(joined.err()).isZero();
        assertThat(Logs.contents(shared)).isEqualTo(Logs.contents(first));
    }

    @Test
    void linesMayStayInTopics() throws Exception {
        Set<String> before = traces();
        assertThat(replay("--topics", "week1.").status()).isZero();
        Cli diff = Cli.run("diff", "--bootstrap-servers", servers(), "--summary", "", "week1.");
        assertThat(diff.status()).as(diff.out() + diff.err()).isZero();
        Set<String> after = traces();
        after.removeAll(before);
        assertThat(after).isNotEmpty().allMatch(name -> name.startsWith("week1.log."));
        try (Admin admin = Admin.create(broker.clientConfig())) {
            admin.deleteTopics(after).all().get();
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(replay("--from", "2001-01-01", "--to", "2001-01-02").err())
                .startsWith("brook: the topic packets holds nothing of that; it holds office from ")
                .contains(" to its end\n");
        assertThat(replay("--join", "nobody").err())
                .startsWith("brook: there is no replay nobody; no replay is running\n");
        assertThat(replay("--from", "noon").err()).contains("'noon' is not a time such as 2026-11-26T10:00Z");
        assertThat(replay("--from", "2020-01-02", "--to", "2020-01-01").err())
                .contains("--from must be earlier than --to");
        assertThat(replay("--disable", "gopher").err()).contains("no such TYPE: gopher; there are");
        assertThat(replay("--lead", "soon").err()).contains("'soon' is not a duration such as");
        assertThat(replay("--name", "a b").err()).contains("cannot be part of a topic's name");
        assertThat(Cli.run("replay", "--data-dir", directory.resolve("nothing")).err())
                .contains("there are no topics; brook process --data-dir keeps them");
    }
}

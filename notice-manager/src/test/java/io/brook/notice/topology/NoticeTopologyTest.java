package io.brook.notice.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.brook.notice.NoticeConfig;
import io.brook.notice.policy.AddressSets;
import io.brook.notice.policy.PolicyException;
import io.brook.notice.policy.PolicyFiles;
import io.brook.notice.policy.PolicyParser;
import io.brook.notice.policy.SitePolicy;
import io.brook.schemas.log.ConfigLog;
import io.brook.schemas.log.NoticeAlarmLog;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.log.ReporterLog;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.progress.Timeline;
import io.brook.schemas.record.Block;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.task.LogSink;
import io.brook.schemas.testing.StageTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NoticeTopologyTest {
    private static final long HOUR = 3_600_000_000_000L;

    static final AddressSets NO_ADDRESSES = new AddressSets() {
        @Override
        public boolean isAddress(String text) {
            return true;
        }

        @Override
        public boolean isNetwork(String text) {
            return true;
        }

        @Override
        public boolean isLocal(String address) {
            return false;
        }

        @Override
        public boolean isIn(String address, String network) {
            return false;
        }

        @Override
        public Predicate<String> union(Collection<String> networks) {
            return address -> false;
        }
    };

    private final NoticeFigures figures = new NoticeFigures();
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<SubjectKey, SpecificRecord> notices = StageTopics.input(driver, "notices");
    private final TestOutputTopic<SubjectKey, NoticeLog> log =
            StageTopics.output(driver, "log.notice", NoticeLog.class);
    private final TestOutputTopic<SubjectKey, Progress> progress =
            StageTopics.output(driver, "progress", Progress.class);

    private TopologyTestDriver driver() {
        return driver(new NoticeConfig(List.of("soc@example.org"), true));
    }

    private TopologyTestDriver driver(NoticeConfig config) {
        Topology topology = new Topology();
        NoticeTopology.addTo(topology, config, LogSink.PLAIN, 2, figures, new Losses(Map.of()));
        return new TopologyTestDriver(topology, new Properties());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void logsTheFirstOfSeveralInTheOrderOfTheTraffic() {
        raise("10.0.0.1", 9, "later");
        raise("10.0.0.1", 5, "first");
        raise("10.0.0.2", 7, "other");
        hear(0, 10, false);
        assertThat(log.isEmpty()).isTrue();
        hear(1, 10, false);
        assertThat(log.readKeyValuesToList())
                .extracting(pair -> pair.key.getSubject(), pair -> pair.value.getMsg(), pair -> pair.value.getTs())
                .containsExactly(
                        tuple("Scan::Address_Scan 10.0.0.1", "first", 5L),
                        tuple("Scan::Address_Scan 10.0.0.2", "other", 7L));
    }

    @Test
    void decidesBetweenNoticesOfTheSameTimeByWhatTheySay() {
        raise("10.0.0.1", 5, "b");
        raise("10.0.0.1", 5, "a");
        hear(0, 10, true);
        hear(1, 10, true);
        assertThat(log.readValuesToList()).extracting(NoticeLog::getMsg).containsExactly("a");
        assertThat(figures.logged()).isEqualTo(1);
        assertThat(figures.suppressed()).isEqualTo(1);
    }

    @Test
    void saysHowFarItHasComeAndEnds() {
        hear(0, 10, false);
        hear(1, 8, false);
        hear(0, 20, true);
        hear(1, 18, true);
        assertThat(progress.readKeyValuesToList()).containsExactly(said(8, false), said(20, true));
    }

    @Test
    void startsAfreshWhenASensorComesAgain() {
        for (int run = 0; run < 2; run++) {
            raise("10.0.0.1", 5, "m");
            hear(0, 10, true);
            hear(1, 10, true);
        }
        assertThat(log.readValuesToList()).hasSize(2);
    }

    @Test
    void saysWhomThePolicyBlocksAndForHowLong() throws PolicyException {
        try (TopologyTestDriver blocking = driver(policy("notices: {block: [Scan::Address_Scan]}"))) {
            TestInputTopic<SubjectKey, SpecificRecord> raised = StageTopics.input(blocking, "notices");
            raised.pipeInput(
                    new SubjectKey("a", "x"),
                    Notice.newBuilder(notice("x", 5, "m")).setSrc("192.0.2.7").build());
            raised.pipeInput(new SubjectKey("a", "y"), notice("y", 5, "without a source"));
            endOf(raised);
            assertThat(StageTopics.output(blocking, "block", Block.class).readKeyValuesToList())
                    .containsExactly(KeyValue.pair(
                            new SubjectKey("", "192.0.2.7"),
                            new Block("192.0.2.7", "a", "Scan::Address_Scan", "m", null, 5L, 10_000_000_005L)));
        }
    }

    @Test
    void writesAlarmsIntoALogOfTheirOwn() throws PolicyException {
        try (TopologyTestDriver alarming = driver(policy("notices: {alarm: [Scan::Address_Scan]}"))) {
            TestInputTopic<SubjectKey, SpecificRecord> raised = StageTopics.input(alarming, "notices");
            raised.pipeInput(new SubjectKey("a", "x"), notice("x", 5, "m"));
            raised.pipeInput(new SubjectKey("a", "x"), notice("x", 6, "suppressed"));
            endOf(raised);
            NoticeLog line =
                    StageTopics.output(alarming, "log.notice", NoticeLog.class).readValue();
            TestOutputTopic<SubjectKey, NoticeAlarmLog> alarms =
                    StageTopics.output(alarming, "log.notice_alarm", NoticeAlarmLog.class);
            NoticeAlarmLog alarm = alarms.readValue();
            assertThat(alarms.isEmpty()).isTrue();
            assertThat(alarm.getActions()).containsExactly("Notice::ACTION_LOG", "Notice::ACTION_ALARM");
            NoticeLog.SCHEMA$
                    .getFields()
                    .forEach(field -> assertThat(alarm.get(field.name())).isEqualTo(line.get(field.name())));
        }
    }

    /** As in Zeek, where the action log is what writes the line. */
    @Test
    void writesNoLineThatThePolicyDoesNotWant() throws PolicyException {
        String yaml = """
                notices:
                  rules:
                    - when: msg == "mail only"
                      actions: [email]
                      email_to: a@b
                    - when: msg == "alarm only"
                      actions: [alarm]
                    - when: msg == "neither"
                      actions: []
                    - when: msg == "both"
                      add: [webhook]
                """;
        try (TopologyTestDriver judging = driver(policy(yaml))) {
            TestInputTopic<SubjectKey, SpecificRecord> raised = StageTopics.input(judging, "notices");
            long time = 5;
            for (String msg : List.of("mail only", "alarm only", "neither", "both", "line only")) {
                raised.pipeInput(new SubjectKey("a", msg), notice(msg, time++, msg));
            }
            endOf(raised);
            assertThat(messages(judging, "log.notice")).containsExactly("both", "line only");
            assertThat(messages(judging, "deliveries")).containsExactly("mail only", "both");
            assertThat(StageTopics.output(judging, "log.notice_alarm", NoticeAlarmLog.class)
                            .readValuesToList())
                    .extracting(NoticeAlarmLog::getMsg)
                    .containsExactly("alarm only");
        }
        assertThat(figures.logged()).isEqualTo(2);
        assertThat(figures.unlogged()).isEqualTo(2);
        assertThat(figures.ignoredByPolicy()).isEqualTo(1);
    }

    private static List<String> messages(TopologyTestDriver from, String topic) {
        return StageTopics.output(from, topic, NoticeLog.class).readValuesToList().stream()
                .map(NoticeLog::getMsg)
                .toList();
    }

    @Test
    void dropsForLongerEachTimeAnAddressComesAgain() throws PolicyException {
        long minute = HOUR / 60;
        try (TopologyTestDriver dropping = driver(policy("notices: {drop: [Scan::Address_Scan]}"))) {
            TestInputTopic<SubjectKey, SpecificRecord> raised = StageTopics.input(dropping, "notices");
            // The second comes while it is blocked, and the third is suppressed; the last is about something else.
            raise(raised, "x", 0);
            raise(raised, "x", 5 * minute);
            raise(raised, "x", 20 * minute);
            raise(raised, "y", 30 * minute);
            endOf(raised);
            assertThat(StageTopics.output(dropping, "log.notice", NoticeLog.class)
                            .readValuesToList())
                    .extracting(NoticeLog::getDropped)
                    .containsExactly(true, true);
            assertThat(StageTopics.output(dropping, "block", Block.class).readValuesToList())
                    .extracting(Block::getUntil)
                    .containsExactly(10 * minute, 20 * minute + HOUR, 40 * minute);
        }
    }

    private static void raise(TestInputTopic<SubjectKey, SpecificRecord> raised, String identifier, long time) {
        raised.pipeInput(
                new SubjectKey("a", identifier),
                Notice.newBuilder(notice(identifier, time, "m"))
                        .setSrc("192.0.2.7")
                        .build());
    }

    @Test
    void reportsAConditionThatFailsOnceAnHour() throws PolicyException {
        String yaml = "notices: {rules: [{name: n, when: 'int(msg) > 3', add: [page]}]}";
        try (TopologyTestDriver failing = driver(policy(yaml))) {
            TestInputTopic<SubjectKey, SpecificRecord> raised = StageTopics.input(failing, "notices");
            for (long time : List.of(0L, HOUR - 1, HOUR)) {
                raised.pipeInput(new SubjectKey("a", "x" + time), notice("x" + time, time, "no number"));
            }
            raised.pipeInput(new SubjectKey("a", "y"), notice("y", HOUR + 1, "4"));
            endOf(raised);
            assertThat(StageTopics.output(failing, "log.reporter", ReporterLog.class)
                            .readValuesToList())
                    .allSatisfy(line -> assertThat(line.getMessage())
                            .startsWith(
                                    "the condition of the rule n (local.yaml:1) does not hold, because it failed: "))
                    .extracting(ReporterLog::getTs)
                    .containsExactly(0L, HOUR);
            assertThat(StageTopics.output(failing, "log.notice", NoticeLog.class)
                            .readValuesToList())
                    .extracting(line -> line.getActions().contains("Notice::ACTION_PAGE"))
                    .containsExactly(false, false, false, true);
            assertThat(figures.failedConditions()).containsExactly(Map.entry("n (local.yaml:1)", 3L));
        }
    }

    @Test
    void logsWhatAnAppliedPolicyChanges() throws PolicyException {
        NoticeConfig config = policy("notices: {email: [A::B]}");
        try (TopologyTestDriver applying = driver(config)) {
            TestInputTopic<SubjectKey, SpecificRecord> raised = StageTopics.input(applying, "notices");
            config.policy().apply(1, 100, policy("notices: {}").policy().configured());
            reach(raised, 100);
            assertThat(StageTopics.output(applying, "log.config", ConfigLog.class)
                            .isEmpty())
                    .isTrue();
            reach(raised, 101);
            reach(raised, 102);
            assertThat(StageTopics.output(applying, "log.config", ConfigLog.class)
                            .readValuesToList())
                    .extracting(ConfigLog::getId, ConfigLog::getOldValue, ConfigLog::getNewValue)
                    .containsExactly(tuple("version", "0", "1"), tuple("notices.email", "A::B", ""));
        }
    }

    private static void reach(TestInputTopic<SubjectKey, SpecificRecord> raised, long time) {
        for (int origin = 0; origin < 2; origin++) {
            raised.pipeInput(new SubjectKey("a", ""), new Progress("a", "detection", origin, 2, time, false));
        }
    }

    private static NoticeConfig policy(String yaml) throws PolicyException {
        SitePolicy policy = PolicyParser.check(PolicyFiles.of(Map.of("local.yaml", yaml)), NO_ADDRESSES);
        return new NoticeConfig(List.of(), true, new Timeline<>(policy), Duration.ofSeconds(10));
    }

    private static void endOf(TestInputTopic<SubjectKey, SpecificRecord> raised) {
        for (int origin = 0; origin < 2; origin++) {
            raised.pipeInput(new SubjectKey("a", ""), new Progress("a", "detection", origin, 2, 2 * HOUR, true));
        }
    }

    private static Notice notice(String identifier, long time, String msg) {
        return Notice.newBuilder()
                .setSensor("a")
                .setNote("Scan::Address_Scan")
                .setIdentifier(identifier)
                .setTime(time)
                .setMsg(msg)
                .setSuppressFor(HOUR)
                .build();
    }

    private void raise(String identifier, long time, String msg) {
        notices.pipeInput(new SubjectKey("a", "Scan::Address_Scan " + identifier), notice(identifier, time, msg));
    }

    private void hear(int origin, long time, boolean end) {
        notices.pipeInput(new SubjectKey("a", ""), new Progress("a", "detection", origin, 2, time, end));
    }

    private static KeyValue<SubjectKey, Progress> said(long time, boolean end) {
        return KeyValue.pair(new SubjectKey("a", "notice 0"), new Progress("a", "notice", 0, 2, time, end));
    }
}

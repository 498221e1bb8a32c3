package io.brook.deploy.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.node.StreamNode;
import io.brook.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets that Kafka removes before a worker reads them. */
@Timeout(600)
class LossTest {
    private static final String PACKETS = Topics.PACKETS.name();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(
            value = GroupProtocol.class,
            names = {"CLASSIC", "STREAMS"})
    void aWorkerSaysOnceWhatExpiredWhileItWasAway(GroupProtocol protocol) throws Exception {
        try (Site site = Site.start(protocol)) {
            site.run(Application.STATE);
            site.run(Application.NOTICE);
            try (StreamNode worker = site.start(Application.ANALYSIS)) {
                site.capture("before");
                site.write(directory.resolve("1"), "before");
                assertThat(worker.losses().losses()).isEmpty();
            }
            site.capture("while");
            site.expire(PACKETS, 0, 1, 3);
            try (StreamNode worker = site.start(Application.ANALYSIS)) {
                // The ends of the sensor were in what expired.
                site.write(directory.resolve("2"), "before", "while");
                assertThat(worker.losses().losses()).isEqualTo(Map.of(PACKETS, 3L));
                assertThat(worker.losses().records().get(PACKETS)).isPositive();
            }
            assertThat(site.said())
                    .hasSize(3)
                    .anyMatch(
                            line -> line.matches("packets-1: \\d+ records \\(offsets \\d+ to \\d+\\) expired before the"
                                    + " worker read them; before them: sensor before at \\S+Z; after them: .*"));
            try (StreamNode worker = site.start(Application.ANALYSIS)) {
                site.capture("after");
                site.write(directory.resolve("3"), "before", "while", "after");
                assertThat(worker.losses().losses()).isEmpty();
            }
            assertThat(site.said()).hasSize(3);
        }
        List<Map<String, String>> reported = Logs.lines(directory.resolve("3/reporter.log"));
        assertThat(reported)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.get("level")).isEqualTo("Reporter::WARNING"))
                .extracting(line -> line.get("location"))
                .containsExactlyInAnyOrder("packets-0", "packets-1", "packets-3");
        assertThat(directory.resolve("1/reporter.log")).doesNotExist();
        List<String> undisturbed = connections("1");
        assertThat(connections("2")).hasSizeBetween(undisturbed.size() + 1, 2 * undisturbed.size() - 1);
        assertThat(undisturbed).containsAll(connections("2"));
        assertThat(connections("3")).hasSize(connections("2").size() + undisturbed.size());
    }

    /** It is no loss of the workers', but the sensor must end, and whoever reads the logs is to know. */
    @Test
    void aWorkerThatStartsForTheFirstTimeSaysWhatHadExpired() throws Exception {
        try (Site site = Site.start(GroupProtocol.CLASSIC)) {
            site.run(Application.STATE);
            site.run(Application.NOTICE);
            site.capture("early");
            site.expire(PACKETS, 0, 1, 2, 3);
            for (int start = 0; start < 2; start++) {
                try (StreamNode worker = site.start(Application.ANALYSIS)) {
                    site.write(directory.resolve("first"), "early");
                    assertThat(worker.losses().losses()).isEmpty();
                }
            }
            assertThat(site.said())
                    .hasSize(4)
                    .allMatch(line -> line.contains(" expired before the first start of the worker; "));
        }
        assertThat(Logs.lines(directory.resolve("first/reporter.log")))
                .hasSize(4)
                .allMatch(line -> line.get("level").equals("Reporter::INFO"));
        assertThat(directory.resolve("first/conn.log")).doesNotExist();
    }

    /** The connections in a log, without their identifiers, which depend on the sensor. */
    private List<String> connections(String logs) {
        return Logs.lines(directory.resolve(logs).resolve("conn.log")).stream()
                .map(line -> {
                    line.remove("uid");
                    return line.toString();
                })
                .sorted()
                .toList();
    }
}

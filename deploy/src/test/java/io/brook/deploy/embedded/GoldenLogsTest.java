package io.brook.deploy.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.brook.capture.CaptureConfig;
import io.brook.deploy.Logs;
import io.brook.schemas.testing.RealTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every capture in docs/samples/pcaps gives its golden logs, through the whole pipeline, each as a sensor of its own. The system property
 * {@code golden.renew} has what is written now taken for golden instead: then look at what git says has changed, line by line.
 */
class GoldenLogsTest {
    private static final boolean RENEW = System.getProperty("golden.renew") != null;
    private static final String HOW_TO_RENEW = """

            If that is right, renew the golden logs and read what has changed:
            mvn -pl deploy -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=GoldenLogsTest -Dgolden.renew verify && git diff""";

    @TempDir
    private static Path directory;

    /** The logs of each trace by its name, and by theirs. */
    private static final Map<String, Map<String, String>> WRITTEN = new HashMap<>();

    @BeforeAll
    static void analyseAllCaptures() throws Exception {
        List<Sensor> sensors = RealTrace.captures().stream()
                .map(trace -> new Sensor(trace.name(), List.of(trace.file())))
                .toList();
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            broker.start();
            PipelineRun.logs(directory, broker.clientConfig(), 2, 2, CaptureConfig.DEFAULT, sensors)
                    .forEach((path, text) -> {
                        String[] names = path.split("/");
                        assertThat(names).as(path).hasSize(2);
                        WRITTEN.computeIfAbsent(names[0], name -> new TreeMap<>())
                                .put(names[1], text);
                    });
        }
    }

    @AfterAll
    static void forget() {
        WRITTEN.clear();
    }

    @TestFactory
    Stream<DynamicTest> everyCaptureGivesItsGoldenLogs() {
        return RealTrace.captures().stream()
                .map(trace -> DynamicTest.dynamicTest(trace.name(), trace.logs().toUri(), () -> check(trace)));
    }

    private static void check(RealTrace trace) throws IOException {
        Map<String, String> written = WRITTEN.getOrDefault(trace.name(), Map.of());
        assertThat(written).as("logs of " + trace.name()).isNotEmpty();
        if (RENEW) {
            renew(trace.logs(), written);
            return;
        }
        Map<String, String> golden = Files.isDirectory(trace.logs()) ? Logs.contents(trace.logs()) : Map.of();
        String differences = LogDifference.between(golden, written);
        if (!differences.isEmpty()) {
            fail(trace.name() + " gives other logs than " + trace.logs() + ":\n" + differences + HOW_TO_RENEW);
        }
    }

    private static void renew(Path folder, Map<String, String> logs) throws IOException {
        Files.createDirectories(folder);
        for (String old : Logs.contents(folder).keySet()) {
            if (!logs.containsKey(old)) {
                Files.delete(folder.resolve(old));
            }
        }
        for (Map.Entry<String, String> log : logs.entrySet()) {
            Files.writeString(folder.resolve(log.getKey()), log.getValue());
        }
    }
}

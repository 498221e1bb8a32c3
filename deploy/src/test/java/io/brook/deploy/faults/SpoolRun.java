package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.control.SensorControl;
import io.brook.deploy.control.SensorControl.Sensor;
import io.brook.deploy.node.CaptureNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A trace cut into files of several links, which arrive in a spool while it is read, in a cluster whose capture is killed again and
 * again. The logs are those of the whole trace.
 */
final class SpoolRun implements AutoCloseable {
    private static final int LINKS = 3;
    private static final int FILES = 50;
    private static final int APART_MS = 5;
    private static final int MOST_PAUSE_MS = 2_000;
    private static final Duration COMMITTING = Duration.ofMinutes(3);
    private static final Duration LEFT_OVER = Duration.ofMinutes(3);

    private final Path directory;
    private final String sensor;
    private final int pace;
    private final Map<String, List<String>> expected;
    private final List<Path> spools = new ArrayList<>();
    /** Each with the directory it is to arrive in, in the order of time. */
    private final Queue<Map.Entry<Path, Path>> files = new ArrayDeque<>();

    private final Brokers brokers;
    private final Cluster cluster;
    private final Random random = new Random(7);
    private ChildProcess capture;
    private long published;

    /** @param pace packets in a second */
    SpoolRun(Path trace, Path directory, int pace) throws Exception {
        this.directory = directory;
        this.pace = pace;
        sensor = trace.getFileName().toString();
        expected = Cluster.undisturbed(trace, directory);
        cut(trace);
        brokers = Brokers.start(1, directory);
        cluster = new Cluster(brokers, directory);
        cluster.worker();
        cluster.stream("state-sync");
        cluster.stream("notice-manager");
        cluster.logger();
        arrive(FILES / 3);
        capture = capture("--pace", Integer.toString(pace)).await("capture is ready");
    }

    private void cut(Path trace) throws Exception {
        List<List<Path>> links = CutTrace.cut(trace, directory.resolve("staged"), LINKS, FILES, APART_MS);
        for (int i = 0; i < LINKS; i++) {
            spools.add(Files.createDirectories(directory.resolve("spool").resolve("link" + i)));
        }
        int most = links.stream().mapToInt(List::size).max().orElseThrow();
        for (int i = 0; i < most; i++) {
            for (int link = 0; link < LINKS; link++) {
                if (i < links.get(link).size()) {
                    files.add(Map.entry(links.get(link).get(i), spools.get(link)));
                }
            }
        }
        assertThat(files).hasSize(FILES);
    }

    private void arrive(int count) throws IOException {
        for (int i = 0; i < count && !files.isEmpty(); i++) {
            Map.Entry<Path, Path> next = files.remove();
            Files.move(next.getKey(), next.getValue().resolve(next.getKey().getFileName()));
        }
    }

    private ChildProcess capture(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-C", "--partitions", "4", "--sensor", sensor));
        arguments.addAll(List.of("--done", "delete", "--settle", "1", "--clock-ahead", "0,5,10"));
        spools.forEach(each -> arguments.addAll(List.of("--spool", each.toString())));
        arguments.addAll(List.of(more));
        return cluster.start("capture", arguments);
    }

    /** Kills the capture so many times, each once it has published something, while more files arrive. */
    void kill(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            arrive(files.size() / (times - i + 1));
            long before = published;
            boolean more = ChildProcess.until(COMMITTING, () -> published() > before || !capture.isAlive());
            assertThat(more && capture.isAlive()).as(capture.text()).isTrue();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_PAUSE_MS));
            capture.kill();
            capture = capture("--pace", Integer.toString(pace)).await("capture is ready");
            published();
        }
    }

    private long published() {
        try {
            List<Sensor> sensors = new SensorControl(brokers.client()).list();
            published = sensors.isEmpty() ? 0 : sensors.get(0).published().packets();
            return published;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the rest as fast as it goes, and compares the logs. */
    void finish() throws Exception {
        arrive(files.size());
        capture.end();
        capture = capture("--until-empty", "--pace", Integer.toString(CaptureNode.NO_LIMIT));
        assertThat(capture.awaitEnd(LEFT_OVER)).as(capture.text()).isZero();
        assertThat(spools).allSatisfy(each -> assertThat(each).isEmptyDirectory());
        cluster.awaitLogs(expected);
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        brokers.close();
    }
}

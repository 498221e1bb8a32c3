package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A cluster of two workers and one of each other process, with traffic that comes at a certain pace. */
final class Run implements AutoCloseable {
    /** Not so many that the processes, which share few cores, cannot keep up. */
    private static final int PACE = 800;

    private static final Duration LEFT_OVER = Duration.ofMinutes(3);
    private static final int MOST_PAUSE_MS = 3_000;

    private final Cluster cluster;
    private final Path trace;
    private final Map<String, List<String>> expected;
    private final Random random = new Random(5);
    private final ChildProcess[] workers = new ChildProcess[2];
    private ChildProcess state;
    private ChildProcess notices;
    private ChildProcess logger;
    private ChildProcess capture;

    private Run(Cluster cluster, Path trace, Map<String, List<String>> expected) {
        this.cluster = cluster;
        this.trace = trace;
        this.expected = expected;
    }

    /** Starts everything; the traffic takes at least so many seconds. */
    static Run start(Brokers brokers, Path directory, int seconds) throws IOException {
        Path trace = Traffic.write(directory.resolve("traffic.pcap"), PACE * seconds);
        Run run = new Run(new Cluster(brokers, directory), trace, Cluster.undisturbed(trace, directory));
        run.workers[0] = run.cluster.worker();
        run.workers[1] = run.cluster.worker();
        run.state = run.cluster.stream("state-sync");
        run.notices = run.cluster.stream("notice-manager");
        run.logger = run.cluster.logger();
        run.capture = run.cluster.capture(trace, PACE);
        return run;
    }

    /** Waits a moment, kills one, and starts another one in its place. */
    void kill(Victim victim) throws Exception {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_PAUSE_MS));
        assertThat(capture.isAlive()).as("the traffic goes on").isTrue();
        switch (victim) {
            case WORKER -> {
                int i = random.nextInt(workers.length);
                workers[i].kill();
                workers[i] = cluster.worker();
            }
            case CAPTURE -> {
                capture.kill();
                capture = cluster.capture(trace, PACE);
            }
            case LOGGER -> {
                logger.kill();
                logger = cluster.logger();
            }
            case STATE_SYNC -> {
                state.kill();
                state = cluster.stream("state-sync");
            }
            case NOTICE_MANAGER -> {
                notices.kill();
                notices = cluster.stream("notice-manager");
            }
        }
    }

    /** A third worker comes, and goes again. */
    void addAndRemoveWorker() throws Exception {
        assertThat(capture.isAlive()).as("the traffic goes on").isTrue();
        ChildProcess third = cluster.worker();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_PAUSE_MS));
        third.end();
    }

    /** Waits until the traffic has ended, and compares the logs with those of a run that nothing happened to. */
    void finish() {
        assertThat(capture.awaitEnd(LEFT_OVER)).as(capture.text()).isZero();
        cluster.awaitLogs(expected);
        for (ChildProcess process : List.of(workers[0], workers[1], state, notices, logger)) {
            process.end();
        }
        cluster.awaitLogs(expected);
    }

    @Override
    public void close() {
        cluster.close();
    }
}

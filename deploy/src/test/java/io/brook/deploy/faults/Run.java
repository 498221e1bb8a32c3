package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.node.CaptureNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A cluster of two workers and one of each other process, with traffic that comes at a certain pace. */
final class Run implements AutoCloseable {
    private static final Duration LEFT_OVER = Duration.ofMinutes(3);
    private static final int MOST_PAUSE_MS = 3_000;

    private final Cluster cluster;
    private final Path trace;
    private final int pace;
    private final Map<String, List<String>> expected;
    private final Random random = new Random(5);
    private final ChildProcess[] workers = new ChildProcess[2];
    private ChildProcess state;
    private ChildProcess notices;
    private ChildProcess logger;
    private ChildProcess capture;

    private Run(Cluster cluster, Path trace, int pace, Map<String, List<String>> expected) {
        this.cluster = cluster;
        this.trace = trace;
        this.pace = pace;
        this.expected = expected;
    }

    /**
     * Starts everything.
     *
     * @param pace packets in a second
     * @param options for the workers
     */
    static Run start(Brokers brokers, Path directory, Path trace, int pace, String... options) throws IOException {
        Cluster cluster = new Cluster(brokers, directory, options);
        Run run = new Run(cluster, trace, pace, Cluster.undisturbed(trace, directory));
        run.workers[0] = cluster.worker();
        run.workers[1] = cluster.worker();
        run.state = cluster.stream("state-sync");
        run.notices = cluster.stream("notice-manager");
        run.logger = cluster.logger();
        run.capture = cluster.capture(trace, pace);
        return run;
    }

    /** Waits a moment, kills one, and starts another one in its place. */
    void kill(Victim victim) throws Exception {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_PAUSE_MS));
        assertGoesOn();
        switch (victim) {
            case WORKER -> {
                int i = random.nextInt(workers.length);
                killWorker(i);
                startWorker(i);
            }
            case CAPTURE -> {
                capture.kill();
                capture = cluster.capture(trace, pace);
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

    void killWorker(int worker) {
        workers[worker].kill();
    }

    void startWorker(int worker) throws IOException {
        workers[worker] = cluster.worker();
    }

    /** A third worker comes, and goes again. */
    void addAndRemoveWorker() throws Exception {
        assertGoesOn();
        ChildProcess third = cluster.worker();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_PAUSE_MS));
        third.end();
    }

    /** Waits until each process has said this. */
    void awaitAllSay(String text) {
        for (ChildProcess process : List.of(workers[0], workers[1], state, notices, logger, capture)) {
            process.await(text);
        }
    }

    /** What is killed when there is nothing left to do proves nothing. */
    void assertGoesOn() {
        assertThat(capture.isAlive()).as("the traffic goes on").isTrue();
    }

    /** Sends the rest of the traffic as fast as it goes, and compares the logs with those of a run that nothing happened to. */
    void finish() throws IOException {
        capture.end();
        capture = cluster.capture(trace, CaptureNode.NO_LIMIT);
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

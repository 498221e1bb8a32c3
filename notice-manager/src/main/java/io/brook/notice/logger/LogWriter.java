package io.brook.notice.logger;

import io.brook.notice.LogWriteException;
import io.brook.notice.disk.Disk;
import io.brook.notice.file.LogDirectory;
import io.brook.schemas.disk.WritableDirectory;
import io.brook.schemas.loss.LossCounters;
import io.brook.schemas.loss.Losses;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Writes the log topics as files, in Zeek's formats. Each log is sorted by when its lines are written and then by their text,
 * so the files do not depend on how the traffic was split. A sensor without lines in a log has no file of it, and a file of an
 * earlier run is replaced.
 *
 * <p>Lines wait until nothing older can come; see {@code Completeness}. Up to a quarter of the heap they wait in memory, the
 * others in temporary files.
 *
 * <p>Every line gets into its file exactly once, however the process ends. About once a second, after the files are on disk, a
 * checkpoint is written into the directory: how long each file is, and from where the topics are to be read on. The next
 * logger on the same directory, topics and sensors cuts off what came after it and resumes; with other topics or sensors it
 * begins anew. A logger locks its directory against others.
 *
 * <p>When the disk is full, a run of all sensors waits until there is room, and resumes from the checkpoint.
 *
 * <p>A file that somebody moves, removes or truncates begins anew, with its header. A restart cuts the moved or copied file, if it is
 * still in the directory, to what the checkpoint knows, and writes the rest into the new file.
 *
 * <p>A record that is not a line of a log goes to the topic dead-letters with the reason in its headers, at least once: a logger that
 * is killed within a second after it sends it again.
 */
public final class LogWriter implements AutoCloseable {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
    private static final int MAX_POLL_RECORDS = 20_000;
    private static final int ROOM_CHECK_S = 2;

    private final Map<String, Object> kafka;
    private final LoggerConfig files;
    private final Disk disk;
    private final Consumer<byte[], byte[]> reader;
    private final Consumer<byte[], byte[]> ends;
    private final ReentrantLock running = new ReentrantLock();
    private final Losses losses;
    private volatile LogRun current;
    /** Why there was no room; empty when files could be written since. */
    private String lastTrouble = "";

    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param kafka the connection settings, such as bootstrap.servers */
    public LogWriter(Map<String, Object> kafka, LoggerConfig files) {
        this(kafka, files, new Disk());
    }

    LogWriter(Map<String, Object> kafka, LoggerConfig files, Disk disk) {
        this.kafka = Map.copyOf(kafka);
        this.files = files;
        this.disk = disk;
        losses = new Losses(kafka);
        reader = consumer(kafka, "read_committed");
        ends = consumer(kafka, "read_uncommitted");
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "archiver");
        thread.setDaemon(true);
        thread.start();
    }

    static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka, String isolation) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Writes until all of these sensors have ended and every line of theirs is in its file; then there is no checkpoint left.
     * Lines of other sensors are left alone. Without folders the lines of all sensors are in one order.
     *
     * @throws LogWriteException when a file cannot be written, a topic is missing, Kafka refuses, or this was closed before the
     *     end
     */
    public void runUntilEnd(Set<String> sensors) {
        run(false, Set.copyOf(sensors), true);
    }

    /**
     * The same for topics that nobody reads after this process, so that nobody resumes: without checkpoints, for which all files would have
     * to be on disk each time. For thousands of sensors that takes longer than all the rest.
     *
     * @throws LogWriteException as {@link #runUntilEnd}
     */
    public void runOnce(Set<String> sensors) {
        run(false, Set.copyOf(sensors), false);
    }

    /**
     * Writes every sensor as it appears, until {@link #close} is called from another thread. Then the files get their
     * {@code #close} lines, which the next start takes off again. A sensor's name is used once: a line that comes after its
     * sensor's end is a dead letter, as is one of a sensor whose name cannot be a folder's.
     *
     * <p>Without folders, the lines of sensors that run at the same time are in one order: each waits for the slowest. A sensor
     * that appears later holds back those that have not ended until it has caught up with them; its lines that are older than
     * what has been written come after that. One that has ended waits for nobody who appears after its end.
     *
     * <p>When a sensor stalls for longer than {@link LoggerConfig#sensorTimeout} (the clock's time, not the traffic's) while others go on,
     * its lines are written as far as they go, and nobody waits for it until it has caught up. When all sensors stall, the stages may be
     * down, and they are waited for 20 times as long. Lines may then be out of order; none is lost.
     *
     * @throws LogWriteException when a file cannot be written, a topic is missing, or Kafka refuses
     */
    public void run() {
        run(true, Set.of(), true);
    }

    private void run(boolean everySensor, Set<String> sensors, boolean resumes) {
        LogRunConfig config = new LogRunConfig(
                files,
                everySensor,
                sensors,
                resumes,
                CHECKPOINT_INTERVAL,
                LogDirectory.DEFAULT_MEMORY,
                disk,
                LogWriter::inBackground);
        running.lock();
        try {
            current = null;
            boolean over = false;
            while (!over) {
                over = isOver(config);
            }
        } catch (WakeupException e) {
            if (!everySensor) {
                Set<String> unfinished = current == null ? sensors : current.unfinished();
                throw new LogWriteException(
                        "the logs are incomplete: stopped before the end of " + new TreeSet<>(unfinished), e);
            }
        } catch (KafkaException e) {
            throw new LogWriteException("cannot read the logs from Kafka: " + e.getMessage(), e);
        } finally {
            running.unlock();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Runs until the end, or until the disk is full and has room again; then the next run resumes from the checkpoint. */
    private boolean isOver(LogRunConfig config) {
        try {
            run(config);
            return true;
        } catch (LogWriteException e) {
            if (!config.everySensor() || isClosing() || !e.isForWantOfRoom()) {
                throw e;
            }
            return !awaitRoom(e.trouble());
        }
    }

    /** Waits until it is worth another try; false when this is closed before. */
    private boolean awaitRoom(String trouble) {
        if (!trouble.equals(lastTrouble)) {
            files.say().accept(trouble + "; the logger waits for room, and loses nothing");
            lastTrouble = trouble;
        }
        try {
            do {
                if (closing.await(ROOM_CHECK_S, TimeUnit.SECONDS)) {
                    return false;
                }
            } while (WritableDirectory.refusal(files.directory()).isPresent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private void run(LogRunConfig config) {
        LogTopics topics = LogTopics.describe(kafka, this::isClosing);
        try (LogRun run = new LogRun(config, kafka, topics, reader, ends, losses)) {
            current = run;
            try {
                while (!run.isComplete()) {
                    run.step();
                    if (!lastTrouble.isEmpty() && run.lastMs() > 0) {
                        files.say().accept("there is room in " + files.directory() + " again; the logger goes on");
                        lastTrouble = "";
                    }
                }
            } catch (WakeupException e) {
                if (!config.everySensor()) {
                    throw e;
                }
            }
            run.finish();
        }
    }

    /**
     * Immediately checks whether somebody has moved, removed or truncated a file, which is otherwise noticed when there is a line for it.
     * What was written is on disk soon after. Safe to call from any thread.
     */
    public void look() {
        LogRun run = current;
        if (run != null) {
            run.askToLook();
        }
    }

    /** Lines in the files of this run, by log, including those from before it resumed. Safe to call from any thread. */
    public Map<String, Long> lines() {
        LogRun run = current;
        return run == null ? Map.of() : run.lines();
    }

    /**
     * Lines that this process has written out of order, because their sensor had stalled or had just appeared. Safe to call from any
     * thread.
     */
    public long lateLines() {
        LogRun run = current;
        return run == null ? 0 : run.late();
    }

    /** When this run has last written a line, in milliseconds since the epoch; 0 when it has not. Safe to call from any thread. */
    public long lastLineMs() {
        LogRun run = current;
        return run == null ? 0 : run.lastMs();
    }

    /** How many sensors stall and are not waited for. Safe to call from any thread. */
    public int stragglers() {
        LogRun run = current;
        return run == null ? 0 : run.givenUp();
    }

    /** Whether a run goes on. Safe to call from any thread. */
    public boolean isRunning() {
        return current != null;
    }

    /** Files that could not be archived, and wait for that. */
    public long unarchived() {
        LogRun run = current;
        return run == null ? 0 : run.unarchived();
    }

    /** Records of this run that were not lines and went to the topic dead-letters. Safe to call from any thread. */
    public long deadLetters() {
        LogRun run = current;
        return run == null ? 0 : run.deadLetters();
    }

    /** What Kafka's consumer measures of its reading. Safe to call from any thread. */
    public Map<MetricName, ? extends Metric> metrics() {
        return reader.metrics();
    }

    /** What Kafka had removed before it was read. */
    public LossCounters losses() {
        return losses.counters();
    }

    /** Ends a run that another thread is in, then closes. */
    @Override
    public void close() {
        closing.countDown();
        reader.wakeup();
        ends.wakeup();
        running.lock();
        try {
            reader.close();
            ends.close();
        } finally {
            running.unlock();
        }
    }
}

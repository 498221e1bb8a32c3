package io.brook.notice.logger;

import io.brook.schemas.log.LogStream;
import io.brook.schemas.progress.Progress;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the log topics as files, in Zeek's formats. Reads the topics from their beginning; each log is sorted by when its
 * lines are written and then by their text, so the files do not depend on how the traffic was split. A sensor without lines
 * in a log has no file of it, and a file of an earlier run is replaced.
 *
 * <p>Lines wait until nothing older can come; see {@code Completeness}. Up to a quarter of the heap they wait in memory, the
 * others in temporary files.
 */
public final class LogWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MAX_POLL_RECORDS = 20_000;

    private final Path directory;
    private final boolean json;
    private final boolean perSensor;
    private final Consumer<byte[], byte[]> reader;
    /** Sees the true ends of partitions, open transactions included. */
    private final Consumer<byte[], byte[]> ends;

    private final Deserializer<SpecificRecord> decoder =
            RecordSerde.of(SpecificRecord.class).deserializer();
    private final Map<String, LogStream> streams = new HashMap<>();
    private final ReentrantLock running = new ReentrantLock();
    private volatile LogDirectory logs;
    private volatile boolean closing;

    /**
     * @param kafka the consumer's connection settings, such as bootstrap.servers
     * @param directory where the files go; made when it is not there
     * @param json JSON lines instead of Zeek's tab-separated ones
     * @param perSensor each sensor's files in a folder of its own, by its name
     */
    public LogWriter(Map<String, Object> kafka, Path directory, boolean json, boolean perSensor) {
        this.directory = directory.toAbsolutePath();
        this.json = json;
        this.perSensor = perSensor;
        reader = consumer(kafka, "read_committed");
        ends = consumer(kafka, "read_uncommitted");
        LogStream.ALL.forEach(stream -> streams.put(Topics.log(stream).name(), stream));
        logs = directories(Set.of());
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka, String isolation) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Writes until all of these sensors have ended and every line of theirs is in its file. Lines of other sensors are left
     * alone.
     *
     * @throws LogWriteException when a file cannot be written, a topic is missing, or this was closed before the end
     */
    public void runUntilEnd(Set<String> sensors) {
        running.lock();
        try (LogDirectory directories = directories(sensors)) {
            logs = directories;
            Completeness<TopicPartition> completeness = new Completeness<>(sensors);
            List<TopicPartition> partitions = assign();
            while (!directories.unfinished().isEmpty()) {
                reader.poll(POLL).forEach(record -> take(record, directories, completeness));
                if (completeness.advance(reader::position, () -> ends.endOffsets(partitions))) {
                    directories.write(completeness::complete);
                }
            }
        } catch (WakeupException e) {
            throw new LogWriteException(
                    "the logs are incomplete: stopped before the end of " + new TreeSet<>(logs.unfinished()), e);
        } finally {
            running.unlock();
        }
    }

    private LogDirectory directories(Set<String> sensors) {
        return new LogDirectory(directory, json, perSensor, sensors, LogDirectory.DEFAULT_MEMORY);
    }

    /** Reads everything from its beginning; gives the partitions of the logs. */
    private List<TopicPartition> assign() {
        if (closing) {
            throw new WakeupException();
        }
        List<TopicPartition> lines = new ArrayList<>();
        streams.keySet().forEach(topic -> lines.addAll(partitions(topic)));
        List<TopicPartition> all = new ArrayList<>(lines);
        all.addAll(partitions(Topics.PROGRESS.name()));
        reader.assign(all);
        reader.seekToBeginning(all);
        return lines;
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> partitions = reader.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new LogWriteException("topic " + topic + " does not exist; make the topics before the logger starts");
        }
        return partitions.stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
    }

    private void take(
            ConsumerRecord<byte[], byte[]> record,
            LogDirectory directories,
            Completeness<TopicPartition> completeness) {
        SpecificRecord value;
        try {
            value = decoder.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            LOG.warn(
                    "skipped {}-{} offset {}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            return;
        }
        LogStream stream = streams.get(record.topic());
        if (value instanceof Progress progress) {
            completeness.hear(progress);
        } else if (stream != null && stream.type().isInstance(value)) {
            directories.add(stream, value);
        } else {
            LOG.warn(
                    "skipped {}-{} offset {}: no line of this log",
                    record.topic(),
                    record.partition(),
                    record.offset());
        }
    }

    /** Lines written so far in this run, by log. Safe to call from any thread. */
    public Map<String, Long> lines() {
        return logs.counts();
    }

    /** Stops a run that another thread is in, then closes. */
    @Override
    public void close() {
        closing = true;
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

package io.brook.notice.logger;

import io.brook.notice.LogWriteException;
import io.brook.notice.archive.Archiver;
import io.brook.notice.checkpoint.Checkpoint;
import io.brook.notice.checkpoint.OpenSensor;
import io.brook.notice.checkpoint.WrittenFile;
import io.brook.notice.file.FileChanges;
import io.brook.notice.file.LogDirectory;
import io.brook.notice.file.LogFile;
import io.brook.notice.order.Completeness;
import io.brook.notice.order.SpillFile;
import io.brook.notice.order.Stragglers;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.log.ConfigLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeAlarmLog;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.log.ReporterLog;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.progress.Watermark;
import io.brook.schemas.record.Progress;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the logger: resumes from the checkpoint in the log directory, or begins anew when that belongs to another run. A
 * checkpoint immediately follows a write, so every line that had been read then and is older than its sensor's time is in its file;
 * when it is read again, it is dropped.
 */
final class LogRun implements FileChanges, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogRun.class);
    /** Forcing files to disk may take no more than a twentieth of the time. */
    private static final int REST = 20;

    private final LogRunConfig config;
    private final LogTopics topics;
    private final CheckpointFile file;
    private final LogDirectory directory;
    private final Archiver archiver;
    private final Stragglers stragglers;
    private final DeadLetters deadLetters;
    private final LogReader reader;
    private final LogLosses losses;
    private final Completeness<TopicPartition> completeness;
    private final Deserializer<SpecificRecord> decoder =
            RecordSerde.of(SpecificRecord.class).deserializer();
    /**
     * Sensors with folders of their own of which nothing has been heard. They cost nothing as long as they wait, so that what each step
     * costs depends on the sensors that are under way, and not on how many there are in all.
     */
    private final Set<String> unheard = new LinkedHashSet<>();

    private Checkpoint last;
    private long nextCheckpoint;
    private volatile boolean lookAsked;

    /**
     * @param kafka the connection settings
     * @param reader reads the lines
     * @param ends finds the ends of partitions
     * @param losses what the process has lost
     * @throws LogWriteException when the directory cannot be resumed, or a sensor's name cannot be a folder's
     */
    LogRun(
            LogRunConfig config,
            Map<String, Object> kafka,
            LogTopics topics,
            Consumer<byte[], byte[]> reader,
            Consumer<byte[], byte[]> ends,
            Losses losses) {
        this.config = config;
        this.topics = topics;
        nextCheckpoint = System.nanoTime() + config.interval().toNanos();
        stragglers = new Stragglers(config.patience(), System::nanoTime, this::say);
        completeness = new Completeness<>(stragglers);
        LoggerConfig files = config.files();
        directory = new LogDirectory(
                files.directory(),
                files.style(),
                files.perSensor(),
                config.memory(),
                this,
                config.disk(),
                files.archive());
        file = new CheckpointFile(files.directory(), config.disk());
        Archiver opened = null;
        try {
            opened = new Archiver(files.archive(), files.directory(), config.disk(), config.archiving(), this::say);
            archiver = opened;
            SpillFile.removeAll(files.directory());
            Optional<Checkpoint> left = file.read();
            left.ifPresent(any -> directory.resumeArchiving(any.getRotated(), any.getRotations()));
            Optional<Checkpoint> resumed = left.filter(this::isOurs);
            resumed.ifPresentOrElse(this::resume, this::begin);
            deadLetters = new DeadLetters(
                    kafka, resumed.map(Checkpoint::getDeadLetters).orElse(0L));
            this.losses = new LogLosses(losses, directory);
            this.reader = new LogReader(
                    reader,
                    ends,
                    topics,
                    resumed.map(Checkpoint::getPartitions).orElse(List.of()),
                    this.losses::notice);
        } catch (RuntimeException e) {
            if (opened != null) {
                opened.close();
            }
            file.close();
            throw e;
        }
    }

    /** Whether a checkpoint belongs to this run: the same topics, the same sensors. */
    private boolean isOurs(Checkpoint checkpoint) {
        Set<String> sensors = new HashSet<>(checkpoint.getEnded());
        checkpoint.getOpen().forEach(sensor -> sensors.add(sensor.getName()));
        if (!topics.isSame(checkpoint.getCluster(), checkpoint.getTopics())
                || checkpoint.getEverySensor() != config.everySensor()
                || !config.everySensor() && !sensors.equals(config.sensors())) {
            return false;
        }
        LoggerConfig files = config.files();
        LogStyle style =
                new LogStyle(checkpoint.getJson(), Set.copyOf(checkpoint.getColumns()), checkpoint.getSensorColumn());
        if (!style.equals(files.style()) || checkpoint.getPerSensor() != files.perSensor()) {
            throw new LogWriteException("the files in " + files.directory()
                    + " were begun in another format, with other columns or with other folders; continue with those, or "
                    + CheckpointFile.REMEDY);
        }
        return true;
    }

    private void begin() {
        if (config.files().perSensor()) {
            config.sensors().forEach(directory::check);
            unheard.addAll(config.sensors());
        } else {
            config.sensors().forEach(this::open);
        }
    }

    private void resume(Checkpoint checkpoint) {
        for (OpenSensor sensor : checkpoint.getOpen()) {
            if (isUnheard(sensor)) {
                directory.discard(sensor.getName());
                unheard.add(sensor.getName());
            } else {
                directory.open(sensor.getName(), sensor.getWritten());
                completeness.open(sensor.getName(), sensor.getHeard());
            }
        }
        directory.resume(checkpoint.getEnded(), checkpoint.getFiles(), checkpoint.getLines());
        last = checkpoint;
    }

    /** Whether nothing was heard of a sensor before the checkpoint, or only lines that were not written and come again. */
    private boolean isUnheard(OpenSensor sensor) {
        return !config.everySensor()
                && config.files().perSensor()
                && sensor.getWritten() == Watermark.NOTHING
                && sensor.getHeard().isEmpty();
    }

    private void open(String sensor) {
        directory.open(sensor, Watermark.NOTHING);
        completeness.open(sensor, Map.of());
    }

    /** Reads what is available, or waits briefly; writes what is complete. */
    void step() {
        try {
            read();
        } catch (RetriableException e) {
            LOG.warn("waits for Kafka: {}", e.getMessage());
        }
    }

    private void read() {
        ConsumerRecords<byte[], byte[]> records = reader.poll();
        for (TopicPartition partition : records.partitions()) {
            PartitionReading reading = reader.reading(partition);
            records.records(partition).forEach(record -> take(record, partition, reading));
        }
        if (!reader.hasCaughtUp()) {
            return;
        }
        boolean moved = completeness.advance(reader::position, reader::ends);
        boolean look = lookAsked;
        boolean due = look || System.nanoTime() - nextCheckpoint >= 0;
        if (look) {
            lookAsked = false;
            directory.look();
        }
        if (due) {
            losses.settle();
        }
        if (moved || due) {
            write();
        }
        if (due) {
            checkpoint();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, TopicPartition partition, PartitionReading reading) {
        try {
            SpecificRecord value = decoder.deserialize(record.topic(), record.value());
            LogStream stream = topics.stream(record.topic());
            if (value instanceof Progress progress) {
                if (isWanted(progress.getSensor())) {
                    completeness.hear(progress);
                }
            } else if (stream != null && stream.type().isInstance(value)) {
                losses.heard(partition, LogStream.meta(value));
                take(stream, value, record.offset(), reading);
            } else {
                throw new SerializationException("topic " + record.topic() + ": not a line of this log");
            }
        } catch (SerializationException e) {
            // Before a checkpoint is written, Kafka has all dead letters.
            if (!reading.wasRead(record.offset())) {
                deadLetters.send(record, e);
            }
        }
    }

    /** Whether the sensor is one of those that are written and has not ended. */
    private boolean isWanted(String sensor) {
        if (unheard.remove(sensor)) {
            open(sensor);
        } else if (config.everySensor() && !directory.isOpen(sensor) && !directory.isEnded(sensor)) {
            try {
                open(sensor);
            } catch (LogWriteException e) {
                throw new SerializationException(e.getMessage(), e);
            }
        }
        return directory.isOpen(sensor);
    }

    private void take(LogStream stream, SpecificRecord line, long offset, PartitionReading reading) {
        LogMeta meta = LogStream.meta(line);
        if (meta.getSensor().isEmpty() && !isOfNoSensor(line)) {
            throw new SerializationException("topic " + Topics.log(stream).name() + ": a line of no sensor");
        }
        if (reading.wasRead(offset) && directory.isWritten(meta.getSensor(), meta.getWritten())) {
            return;
        }
        if (isWanted(meta.getSensor())) {
            if (config.resumes()) {
                reading.add(offset, meta.getSensor(), meta.getWritten());
            }
            directory.add(stream, line);
        } else if (directory.isEnded(meta.getSensor())) {
            throw new SerializationException("sensor " + meta.getSensor() + " has ended before this line");
        }
    }

    /** What belongs to no sensor is written when it comes: what was lost, changes of the policy, and notices that are only tests. */
    private static boolean isOfNoSensor(SpecificRecord line) {
        return line instanceof ReporterLog
                || line instanceof ConfigLog
                || line instanceof NoticeLog notice && Boolean.TRUE.equals(notice.getTest())
                || line instanceof NoticeAlarmLog alarm && Boolean.TRUE.equals(alarm.getTest());
    }

    private void write() {
        directory.write(completeness).forEach(completeness::close);
    }

    /** Whether everything that was asked for is written, and archived if it is to be; never when every sensor is written. */
    boolean isComplete() {
        return !config.everySensor()
                && unheard.isEmpty()
                && directory.unfinished().isEmpty()
                && directory.rotated().isEmpty();
    }

    private void checkpoint() {
        if (!config.resumes()) {
            nextCheckpoint = System.nanoTime() + config.interval().toNanos();
            return;
        }
        if (!deadLetters.areSent()) {
            return;
        }
        long start = System.nanoTime();
        directory.archived(archiver.done());
        Checkpoint next = describe();
        if (!next.equals(last)) {
            directory.force();
            file.write(next);
            last = next;
        }
        archiver.archive(last.getRotated());
        long end = System.nanoTime();
        long interval = config.interval().toNanos();
        nextCheckpoint = interval == 0 ? end : end + Math.max(interval, REST * (end - start));
    }

    /** Requests a check whether others have changed the files. Safe to call from any thread. */
    void askToLook() {
        lookAsked = true;
    }

    @Override
    public void say(String what) {
        config.files().say().accept(what);
    }

    /** The checkpoint is kept, with another file for what follows it. */
    @Override
    public void begins(LogFile begun) {
        if (last == null) {
            return;
        }
        WrittenFile now = begun.written(config.files().directory());
        List<WrittenFile> known = last.getFiles().stream()
                .map(each -> each.getName().equals(now.getName())
                        ? WrittenFile.newBuilder(each).setAnew(now.getAnew()).build()
                        : each)
                .toList();
        last = Checkpoint.newBuilder(last).setFiles(known).build();
        file.write(last);
    }

    private Checkpoint describe() {
        List<OpenSensor> open = new ArrayList<>();
        unheard.forEach(name -> open.add(new OpenSensor(name, Watermark.NOTHING, Map.of())));
        for (String name : directory.unfinished()) {
            open.add(new OpenSensor(name, directory.written(name), completeness.origins(name)));
        }
        return Checkpoint.newBuilder()
                .setCluster(topics.cluster())
                .setTopics(topics.ids())
                .setJson(config.files().style().json())
                .setColumns(config.files().style().columns().stream().sorted().toList())
                .setPerSensor(config.files().perSensor())
                .setSensorColumn(config.files().style().sensorColumn())
                .setEverySensor(config.everySensor())
                .setOpen(open)
                .setEnded(List.copyOf(directory.ended()))
                .setPartitions(reader.offsets(directory::isWritten))
                .setFiles(directory.files())
                .setRotated(directory.rotated())
                .setRotations(directory.rotations())
                .setLines(directory.counts())
                .setDeadLetters(deadLetters.count())
                .build();
    }

    /** Ends the run where it is. */
    void finish() {
        deadLetters.close();
        if (isComplete()) {
            directory.finish();
            file.delete();
            return;
        }
        if (reader.hasCaughtUp()) {
            losses.settle();
            write();
            checkpoint();
        }
        directory.finish();
    }

    /** The sensors that have not been written to their end. */
    Set<String> unfinished() {
        Set<String> all = new HashSet<>(unheard);
        all.addAll(directory.unfinished());
        return all;
    }

    /** Lines in the files of this run, by log. */
    Map<String, Long> lines() {
        return directory.counts();
    }

    /** Lines that were written after younger ones. */
    long late() {
        return directory.late();
    }

    /** When a line was last written, in milliseconds since the epoch; 0 when none was. */
    long lastMs() {
        return directory.lastMs();
    }

    /** Files that wait because they could not be archived. */
    int unarchived() {
        return archiver.failed();
    }

    /** Sensors that are not waited for, because they stall. */
    int givenUp() {
        return stragglers.givenUp();
    }

    /** Records that were not lines of logs. */
    long deadLetters() {
        return deadLetters.count();
    }

    @Override
    public void close() {
        deadLetters.close();
        directory.close();
        archiver.close();
        file.close();
    }
}

package io.brook.schemas.loss;

import io.brook.schemas.log.ReporterLog;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * The losses of one task in its partition. It is told of every record before the record is processed, so it knows between which two
 * records something is missing. Each loss is reported once: the offset up to which losses have been reported is saved with the task's
 * state, in the transaction that reports them.
 *
 * <p>The ends of sensors may be among the lost records, and all stages after the task would wait for them. So they are looked up,
 * and processed after everything that was in the partition at that time.
 */
public final class TaskLosses {
    /** The sensor under which a task saves what belongs to no sensor. */
    public static final String NO_SENSOR = "";

    /** How often it is checked whether something was lost when no record comes; each time the task commits, so this is seldom. */
    private static final Duration REST = Duration.ofSeconds(10);

    private static final Duration TICK = Duration.ofSeconds(1);
    /** After how many ticks without a record it is certain that no older record is waiting. */
    private static final int IDLE = 2;

    private static final String REPORTED = "reported";
    private static final String UNSETTLED = "unsettled";
    private static final String LAST = "last";

    private final Losses losses;
    private final Stage stage;
    private final String reader;
    private final TopicPartition partition;
    private final ProcessorContext<?, ?> context;
    private final Consumer<ReporterLog> report;
    private final Consumer<Progress> resume;
    private final SavedMap<String, long[]> marks;
    private final SavedMap<String, String> names;
    private final Set<String> ended = new HashSet<>();
    private Cancellable clock;
    private LostEnds lost;
    private String sensor;
    private long time;
    private long next;
    private boolean heard;
    private int idle;

    /**
     * @param losses of the process
     * @param reader the name of the task in messages
     * @param topic the topic that it reads
     * @param maps where it saves its state, under {@link #NO_SENSOR}
     * @param report takes the line that says what was lost
     * @param resume processes the end of a sensor as if it had been read
     */
    public TaskLosses(
            Losses losses,
            Stage stage,
            String reader,
            Topic topic,
            ProcessorContext<?, ?> context,
            SavedMaps maps,
            Consumer<ReporterLog> report,
            Consumer<Progress> resume) {
        this.losses = losses;
        this.stage = stage;
        this.reader = reader;
        this.context = context;
        this.report = report;
        this.resume = resume;
        partition =
                new TopicPartition(losses.names().of(topic), context.taskId().partition());
        marks = maps.map(NO_SENSOR, "losses", Codec.STRING, Codec.LONGS);
        names = maps.map(NO_SENSOR, "heard", Codec.STRING, Codec.STRING);
        sensor = names.get(LAST);
        time = sensor == null ? 0 : marks.get(LAST)[0];
        context.schedule(REST, PunctuationType.WALL_CLOCK_TIME, now -> startClock());
    }

    /**
     * To be called with each record before it is processed.
     *
     * @param ofSensor the record's sensor
     * @param at its time, in nanoseconds since the epoch
     */
    public void before(String ofSensor, long at) {
        long offset = context.recordMetadata().map(record -> record.offset()).orElse(0L);
        if (losses.isAny()) {
            settle(offset, new Heard(ofSensor, at));
            startClock();
        }
        if (lost != null && offset >= lost.until()) {
            resume();
        }
        sensor = ofSensor;
        time = at;
        next = offset + 1;
        heard = true;
    }

    /** The same for a record about packets up to some time. */
    public void before(Rhythm rhythm) {
        List<Long> ticks = rhythm.getTicks();
        before(rhythm.getSensor(), ticks.isEmpty() ? rhythm.getStart() : ticks.get(ticks.size() - 1));
    }

    /** The task has passed on that a sensor has ended. */
    public void ended(String name) {
        ended.add(name);
    }

    /** To be called before the maps are saved. */
    public void save() {
        if (sensor != null
                && (marks.get(LAST) == null || marks.get(LAST)[0] != time || !sensor.equals(names.get(LAST)))) {
            names.put(LAST, sensor);
            marks.put(LAST, new long[] {time});
        }
    }

    private boolean waits() {
        return losses.isAny() || marks.get(UNSETTLED) != null;
    }

    /** While there is something to wait for. */
    private void startClock() {
        if (clock == null && waits()) {
            idle = 0;
            clock = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick());
        }
    }

    private void tick() {
        if (!waits()) {
            clock.cancel();
            clock = null;
            return;
        }
        idle = heard ? 0 : idle + 1;
        heard = false;
        if (idle >= IDLE) {
            settle(Long.MAX_VALUE, Heard.NOTHING);
        }
        if (marks.get(UNSETTLED) == null) {
            return;
        }
        if (lost == null) {
            lost = LostEnds.find(losses.client(), stage, partition);
        } else if (idle >= IDLE && lost.isPast(losses.client(), partition, Math.max(next, reported()))) {
            resume();
        }
    }

    private void settle(long offset, Heard after) {
        for (Loss noticed : losses.take(partition, offset)) {
            Loss loss = noticed.behind(reported());
            if (reported() < noticed.to() || marks.get(REPORTED) == null) {
                marks.put(REPORTED, new long[] {noticed.to()});
            }
            if (!loss.isEmpty()) {
                report.accept(losses.report(loss, reader, before(), after));
                marks.put(UNSETTLED, new long[] {1});
                lost = null;
            }
        }
    }

    private Heard before() {
        return sensor == null ? Heard.NOTHING : new Heard(sensor, time);
    }

    /** Up to which offset losses have been reported; -1 when the partition was never read. */
    private long reported() {
        long[] offset = marks.get(REPORTED);
        return offset == null ? -1 : offset[0];
    }

    private void resume() {
        List<Progress> ends = lost.ends();
        lost = null;
        marks.remove(UNSETTLED);
        for (Progress end : ends) {
            if (!ended.contains(end.getSensor())) {
                resume.accept(end);
            }
        }
    }
}

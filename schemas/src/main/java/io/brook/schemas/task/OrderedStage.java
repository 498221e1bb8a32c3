package io.brook.schemas.task;

import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.Report;
import org.apache.avro.specific.SpecificRecord;

/** What one stage makes of what happened, for all sensors of one task. What it has to remember it keeps in the task's maps. */
public interface OrderedStage {
    /** Makes the stage of one task. */
    @FunctionalInterface
    interface Factory {
        /**
         * @param partition the number of the task
         * @param maps where the stage keeps what it remembers; a sensor's are forgotten once it has ended
         * @param output takes what it has to say
         */
        OrderedStage make(int partition, SavedMaps maps, Output output);
    }

    /** Takes what a stage has to say. */
    @FunctionalInterface
    interface Output {
        /**
         * @param sink the name of a sink of the topology behind the stage
         * @param value null removes what was said of the key, where the topic is compacted
         */
        void forward(String sink, SubjectKey key, SpecificRecord value);
    }

    /** Hears when a sensor's traffic ticks and is silent, before it takes in anything of those times. */
    default void hear(Rhythm rhythm) {}

    /** Takes in what happened next. Nothing of an earlier time follows, unless it comes too late. */
    void take(Report report);

    /** All of a sensor from before this time, in nanoseconds since the epoch, has been taken in. */
    default void reach(String sensor, long time) {}

    /** A sensor has ended: all of it has been taken in. */
    void end(String sensor, long time);
}

package io.brook.analysis.detect.contract;

import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.Report;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * A detector of the site, as a jar brings it. It is asked in two places: workers ask what lines of logs say to it, and the task that
 * owns a subject asks {@linkplain #open what it opened} to weigh that. It has no state of its own, and does not throw: what it throws
 * ends the process.
 */
public interface SiteDetector {
    /** The types of the notices that it raises, and what can be set about it: settings like those of Brook's detectors. */
    DetectorInfo info();

    /**
     * Evidence that no other detector knows: records that begin with the field meta, as lines of logs do. None when it weighs what
     * Brook's detectors weigh, such as failed attempts.
     */
    default List<Class<? extends SpecificRecord>> records() {
        return List.of();
    }

    /** What a line of a log says to it, with the subject that it is about; asked on every worker for every line. */
    default List<Report> evidence(SpecificRecord line) {
        return List.of();
    }

    /**
     * Begins to weigh evidence of one sensor.
     *
     * @param settings of all detectors
     * @param maps where it keeps what it remembers; names of maps begin with that of the detector
     * @param notices takes what it raises
     */
    Detector<?> open(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices);
}

package io.brook.analysis.detect.unknown;

import io.brook.analysis.detect.contract.Detector;
import io.brook.schemas.log.UnknownProtocolsLog;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Logs the first three packets of each unknown protocol in each hour. Zeek's hour begins with the first packet, and it also logs one of
 * 100,000 later ones; an hour of the clock is the same to all workers, who need not report more.
 */
public final class FirstOfAnHour implements Detector<UnknownProtocolsLog> {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long LINES = 3;

    /** Where it is kept which hour it is; no subject is empty. */
    private static final String HOUR_KEY = "";

    /** How many lines each protocol has had in this hour. */
    private final SavedMap<String, Long> lines;

    private final Consumer<SpecificRecord> log;

    /** @param maps where it is kept what was logged of the sensor */
    public FirstOfAnHour(String sensor, SavedMaps maps, Consumer<SpecificRecord> log) {
        this.log = log;
        lines = maps.map(sensor, "unknown protocols", Codec.STRING, Codec.LONG);
    }

    @Override
    public Class<UnknownProtocolsLog> evidence() {
        return UnknownProtocolsLog.class;
    }

    @Override
    public void observe(String subject, UnknownProtocolsLog found) {
        long now = Math.floorDiv(found.getTs(), HOUR);
        Long before = lines.get(HOUR_KEY);
        if (before == null || before != now) {
            lines.clear();
            lines.put(HOUR_KEY, now);
        }
        Long logged = lines.get(subject);
        long count = logged == null ? 0 : logged;
        if (count < LINES) {
            lines.put(subject, count + 1);
            log.accept(found);
        }
    }
}

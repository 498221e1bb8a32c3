package io.brook.notice.topology;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.ReporterLog;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** When conditions of the policy have failed: each is reported once an hour of the traffic's time, by each task. */
final class FailedConditions {
    private static final long HOUR = Duration.ofHours(1).toNanos();

    /** The reason may have parts of the notice in it. */
    private static final int LONGEST = 200;

    private final SavedMaps maps;

    /** When each rule was last reported, by sensors. */
    private final Map<String, SavedMap<String, Long>> reported = new HashMap<>();

    FailedConditions(SavedMaps maps) {
        this.maps = maps;
    }

    /** The line that reports it, unless there was one within an hour. */
    Optional<ReporterLog> report(Notice notice, String rule, String why) {
        SavedMap<String, Long> rules = reported.computeIfAbsent(
                notice.getSensor(), sensor -> maps.map(sensor, "failed", Codec.STRING, Codec.LONG));
        Long last = rules.get(rule);
        if (last != null && notice.getTime() - last < HOUR) {
            return Optional.empty();
        }
        rules.put(rule, notice.getTime());
        String reason = why.length() > LONGEST ? why.substring(0, LONGEST) : why;
        return Optional.of(ReporterLog.newBuilder()
                .setMeta(new LogMeta(notice.getSensor(), notice.getTime()))
                .setTs(notice.getTime())
                .setLevel("Reporter::WARNING")
                .setMessage("the condition of the rule " + rule + " does not hold, because it failed: " + reason)
                .build());
    }

    /** Forgets a sensor that has ended. */
    void forget(String sensor) {
        SavedMap<String, Long> ended = reported.remove(sensor);
        if (ended != null) {
            ended.clear();
        }
    }
}

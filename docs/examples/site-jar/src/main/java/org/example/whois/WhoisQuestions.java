package org.example.whois;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.count.Counted;
import io.brook.analysis.detect.count.DistinctWindow;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.function.Consumer;

/** Counts the names that each client of a sensor asks for. What it remembers is bounded: see {@link DistinctWindow}. */
final class WhoisQuestions implements Detector<WhoisQuestion> {
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private final DistinctWindow names;
    private final Consumer<Notice> notices;

    WhoisQuestions(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        names = new DistinctWindow(
                settings.get(WhoisHarvest.THRESHOLD),
                settings.seconds(WhoisHarvest.INTERVAL),
                sensor,
                "whois names",
                maps);
        this.notices = notices;
    }

    @Override
    public Class<WhoisQuestion> evidence() {
        return WhoisQuestion.class;
    }

    @Override
    public void observe(String subject, WhoisQuestion found) {
        names.observe(found.getClient(), found.getQuery(), found.getMeta().getWritten())
                .ifPresent(counted -> raise(found, counted));
    }

    private void raise(WhoisQuestion last, Counted counted) {
        notices.accept(Notice.newBuilder()
                .setSensor(last.getMeta().getSensor())
                .setNote(WhoisHarvest.NOTE)
                .setIdentifier(last.getClient())
                .setTime(last.getMeta().getWritten())
                .setMsg(last.getClient() + " asked WHOIS servers for " + counted.count() + " names")
                .setSrc(last.getClient())
                .setN(counted.count())
                .setSuppressFor(SUPPRESS_FOR)
                .build());
    }
}

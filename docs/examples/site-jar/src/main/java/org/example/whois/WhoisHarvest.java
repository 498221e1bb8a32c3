package org.example.whois;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.contract.SiteDetector;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.Report;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Finds clients that ask WHOIS servers for many names: they collect addresses to write to. */
public final class WhoisHarvest implements SiteDetector {
    static final String NOTE = "WHOIS::Harvesting";

    static final DetectorOption THRESHOLD = DetectorOption.threshold(
            "WhoisHarvestThreshold",
            50,
            "names",
            "How many names a client must ask for. People ask for a few at a time.");
    static final DetectorOption INTERVAL =
            DetectorOption.interval("WhoisHarvestInterval", 3_600, "The time within which these names are counted.");

    @Override
    public DetectorInfo info() {
        return new DetectorInfo(
                List.of(NOTE),
                "A client asked WHOIS servers for WhoisHarvestThreshold different names within WhoisHarvestInterval.",
                "client, 1 hour",
                List.of(THRESHOLD, INTERVAL));
    }

    @Override
    public List<Class<? extends SpecificRecord>> records() {
        return List.of(WhoisQuestion.class);
    }

    @Override
    public List<Report> evidence(SpecificRecord line) {
        if (!(line instanceof WhoisLog asked)) {
            return List.of();
        }
        String client = asked.getId().getOrigH();
        return List.of(new Report("whois " + client, new WhoisQuestion(asked.getMeta(), client, asked.getQuery())));
    }

    @Override
    public Detector<WhoisQuestion> open(
            DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        return new WhoisQuestions(settings, sensor, maps, notices);
    }
}

package io.brook.analysis.detect.dns;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.count.DistinctWindow;
import io.brook.schemas.record.LongName;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Finds data that is carried by DNS: a client that asks for ever different long names of one domain. */
public final class DnsTunnels implements Detector<LongName> {
    static final String NOTE = "DNS::Tunnel";

    static final DetectorOption THRESHOLD = DetectorOption.threshold(
            "DnsTunnelThreshold",
            100,
            "names",
            "How many different long names of one domain a client must ask for before it is reported. A tunnel needs that many for a page of"
                    + " text; scanners of mail and of files ask for a few at a time.");
    static final DetectorOption INTERVAL = DetectorOption.interval(
            "DnsTunnelInterval",
            600,
            "The time within which these names are counted. Long enough for a tunnel that goes slowly so as not to be seen.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "A client asked for DnsTunnelThreshold different names of one domain within DnsTunnelInterval that have "
                    + DnsNames.LONG + " or more characters before the domain. Reverse names do not count.",
            "client and domain, 1 hour",
            List.of(THRESHOLD, INTERVAL));

    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private final DistinctWindow names;
    private final Consumer<Notice> notices;

    /** @param maps where it is kept what was counted of the sensor */
    public DnsTunnels(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        this.notices = notices;
        names = new DistinctWindow(settings.get(THRESHOLD), settings.seconds(INTERVAL), sensor, "long names", maps);
    }

    @Override
    public Class<LongName> evidence() {
        return LongName.class;
    }

    @Override
    public void observe(String subject, LongName asked) {
        names.observe(subject, asked.getName(), asked.getName(), asked.getMeta().getWritten())
                .ifPresent(counted -> notices.accept(Notice.newBuilder()
                        .setSensor(asked.getMeta().getSensor())
                        .setNote(NOTE)
                        .setIdentifier(subject)
                        .setTime(asked.getMeta().getWritten())
                        .setMsg("%s asked for %s different long names of %s in %s"
                                .formatted(asked.getClient(), counted.inWords(), asked.getDomain(), counted.duration()))
                        .setSub("Sampled names: " + String.join(", ", counted.samples()))
                        .setUid(asked.getUid())
                        .setSrc(asked.getClient())
                        .setN(counted.count())
                        .setSuppressFor(SUPPRESS_FOR)
                        .build()));
    }
}

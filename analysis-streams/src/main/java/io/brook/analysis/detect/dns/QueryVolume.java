package io.brook.analysis.detect.dns;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.count.DistinctWindow;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.record.AskedName;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Finds clients that ask for unusually many names: malware that looks for the server that its makers have registered today, and who makes
 * a list of a domain's hosts.
 */
public final class QueryVolume implements Detector<AskedName> {
    static final String NOTE = "DNS::Query_Volume";

    private static final int MULTICAST_DNS = 5353;
    private static final int MOST = 100_000_000;

    static final DetectorOption THRESHOLD = new DetectorOption(
            "DnsVolumeThreshold",
            0,
            0,
            MOST,
            "names",
            "For how many different names a client must ask to be reported; 2000 is a good start, more than a person's browsing needs. Names"
                    + " are not counted when 0: each question costs a record, and the site's own resolvers and mail servers ask for many.");
    static final DetectorOption INTERVAL = DetectorOption.interval(
            "DnsVolumeInterval",
            600,
            "The time within which these names are counted. Longer than the loading of any page, shorter than a working day's browsing.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "A client asked for DnsVolumeThreshold different names within DnsVolumeInterval. Multicast DNS does not count.",
            "client, 1 hour",
            List.of(THRESHOLD, INTERVAL));

    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private final boolean isWanted;
    private final DistinctWindow names;
    private final Consumer<Notice> notices;

    /** @param maps where it is kept what was counted of the sensor */
    public QueryVolume(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        isWanted = isWanted(settings);
        names = new DistinctWindow(settings.get(THRESHOLD), settings.seconds(INTERVAL), sensor, "asked names", maps);
        this.notices = notices;
    }

    /** Whether questions are to be reported at all. */
    public static boolean isWanted(DetectorSettings settings) {
        return settings.get(THRESHOLD) > 0;
    }

    /** What a line of dns.log says to it. */
    public static Optional<Report> in(SpecificRecord line) {
        if (!(line instanceof DnsLog dns)
                || dns.getQuery() == null
                || dns.getId().getRespP() == MULTICAST_DNS) {
            return Optional.empty();
        }
        String client = dns.getId().getOrigH();
        return Optional.of(new Report("asks " + client, new AskedName(dns.getMeta(), client, dns.getQuery())));
    }

    @Override
    public Class<AskedName> evidence() {
        return AskedName.class;
    }

    @Override
    public void observe(String subject, AskedName asked) {
        if (!isWanted) {
            return;
        }
        String name = asked.getName();
        names.observe(subject, name, name, asked.getMeta().getWritten())
                .ifPresent(counted -> notices.accept(Notice.newBuilder()
                        .setSensor(asked.getMeta().getSensor())
                        .setNote(NOTE)
                        .setIdentifier(asked.getClient())
                        .setTime(asked.getMeta().getWritten())
                        .setSrc(asked.getClient())
                        .setMsg(asked.getClient() + " asked for " + counted.inWords() + " different names in "
                                + counted.duration())
                        .setSub("Some of them: " + String.join(", ", counted.samples()))
                        .setN(counted.count())
                        .setSuppressFor(SUPPRESS_FOR)
                        .build()));
    }
}

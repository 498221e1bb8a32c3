package io.brook.analysis.detect.software;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorList;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.SoftwareLog;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds vulnerable and changed software on the hosts of the site: Zeek's vulnerable.zeek and version-changes.zeek. Judges each version
 * when it is first seen on a host, and once a day from then on.
 *
 * <p>Remembers at most {@value #MAX_REMEMBERED} pieces of software; the one that has been known for longest goes first.
 */
public final class SoftwareVersions implements Detector<SoftwareLog> {
    static final String VULNERABLE = "Software::Vulnerable_Version";
    static final String CHANGED = "Software::Software_Version_Change";
    static final int MAX_REMEMBERED = 50_000;

    static final DetectorList RANGES = new DetectorList(
            "VulnerableSoftware",
            List.of(),
            "software with its versions, such as OpenSSH up to 7.3 or Apache from 2.4 to 2.4.49",
            text -> VulnerableRange.parse(text).isPresent(),
            "Versions of software that are vulnerable, with the names that software.log has. 7.3 is lower than 7.3.1. None, as in Zeek: what"
                    + " is vulnerable changes by the day.");

    static final DetectorList WATCHED = new DetectorList(
            "WatchedSoftware",
            List.of(),
            "a name as in software.log",
            name -> !name.isBlank(),
            "Software whose changes of versions are reported. None, as in Zeek: programs that update themselves change all the time, and so"
                    + " does what several users of an address have.");

    /** For the reference. */
    public static final List<DetectorInfo> INFOS = List.of(
            new DetectorInfo(
                    List.of(VULNERABLE),
                    "A local host runs one of VulnerableSoftware. Said when the version is first seen there, and once a day.",
                    "never",
                    List.of(),
                    List.of(RANGES)),
            new DetectorInfo(
                    List.of(CHANGED),
                    "The version of one of WatchedSoftware on a local host is not the one that was seen there within a day.",
                    "never",
                    List.of(),
                    List.of(WATCHED)));

    private static final long DAY = Duration.ofDays(1).toNanos();
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();
    private static final double SECOND = 1e9;

    private final List<VulnerableRange> ranges;
    private final Set<String> watched;

    /** What was last seen of each host and name; the meta field says since when it has been known, and that is the order. */
    private final SavedMap<String, SoftwareLog> known;

    private final Consumer<Notice> notices;

    /** @param maps where it is kept what was seen of the sensor */
    public SoftwareVersions(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        ranges = ranges(settings);
        watched = Set.copyOf(settings.get(WATCHED));
        known = maps.map(sensor, "software versions", Codec.STRING, Codec.of(SoftwareLog.class));
        this.notices = notices;
    }

    private static List<VulnerableRange> ranges(DetectorSettings settings) {
        return settings.get(RANGES).stream()
                .flatMap(text -> VulnerableRange.parse(text).stream())
                .toList();
    }

    /** The names of software that is to be reported. */
    public static Set<String> wanted(DetectorSettings settings) {
        return Stream.concat(ranges(settings).stream().map(VulnerableRange::name), settings.get(WATCHED).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Class<SoftwareLog> evidence() {
        return SoftwareLog.class;
    }

    @Override
    public void observe(String subject, SoftwareLog seen) {
        long now = seen.getMeta().getWritten();
        while (!known.isEmpty() && known.first().getMeta().getWritten() <= now - DAY) {
            known.remove(known.firstKey());
        }
        SoftwareLog before = known.get(subject);
        if (before != null && Versions.ORDER.compare(before.getVersion(), seen.getVersion()) == 0) {
            return;
        }
        if (before != null && watched.contains(seen.getName())) {
            String form = "%.6f %s '%s' version changed from %s to %s";
            raise(
                    CHANGED,
                    seen,
                    String.format(
                            Locale.ROOT,
                            form,
                            now / SECOND,
                            before.getSoftwareType(),
                            before.getName(),
                            Versions.text(before.getVersion()),
                            Versions.text(seen.getVersion())));
        }
        if (ranges.stream()
                .anyMatch(range -> range.name().equals(seen.getName()) && range.contains(seen.getVersion()))) {
            raise(VULNERABLE, seen, seen.getHost() + " is running " + text(seen) + " which is vulnerable.");
        }
        remember(subject, before == null ? now : before.getMeta().getWritten(), seen);
    }

    private void remember(String subject, long since, SoftwareLog seen) {
        LogMeta meta = new LogMeta(seen.getMeta().getSensor(), since);
        known.put(subject, SoftwareLog.newBuilder(seen).setMeta(meta).build());
        if (known.size() > MAX_REMEMBERED) {
            known.remove(known.firstKey());
        }
    }

    private static String text(SoftwareLog software) {
        return software.getName() + ' ' + Versions.text(software.getVersion());
    }

    private void raise(String note, SoftwareLog seen, String message) {
        notices.accept(Notice.newBuilder()
                .setSensor(seen.getMeta().getSensor())
                .setNote(note)
                .setTime(seen.getMeta().getWritten())
                .setSrc(seen.getHost())
                .setMsg(message)
                .setSub(text(seen))
                .setSuppressFor(SUPPRESS_FOR)
                .build());
    }
}

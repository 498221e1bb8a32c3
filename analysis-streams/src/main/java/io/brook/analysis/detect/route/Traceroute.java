package io.brook.analysis.detect.route;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.count.DistinctWindow;
import io.brook.schemas.record.Hop;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds traceroutes, by Zeek's detect-traceroute: several routers say that packets to a host have gone too far, after a packet with a
 * small time to live was seen. Remembers at most {@value #MAX_ROUTES} of these; the oldest goes first.
 */
public final class Traceroute implements Detector<Hop> {
    static final String NOTE = "Traceroute::Detected";
    static final int MAX_ROUTES = 50_000;

    static final DetectorOption THRESHOLD = new DetectorOption(
            "TracerouteThreshold",
            3,
            1,
            255,
            "routers",
            "How many routers must say that packets from one host to another have gone too far. As in Zeek: one or two are a loop.");
    static final DetectorOption INTERVAL = DetectorOption.interval(
            "TracerouteInterval",
            180,
            "The time within which these routers are counted, and within which a packet with a small time to live must have been seen. As in"
                    + " Zeek.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "TracerouteThreshold routers told a host within TracerouteInterval that its packets to another one had gone too far, and it had"
                    + " sent that one a packet with a time to live below 10.",
            "source and protocol, 1 hour",
            List.of(THRESHOLD, INTERVAL));

    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final DistinctWindow routers;

    /** In which minute a packet with a small time to live was last seen, by subject, in that order. */
    private final SavedMap<String, Long> small;

    private final long interval;
    private final Consumer<Notice> notices;

    /** @param maps where it is kept what was counted of the sensor */
    public Traceroute(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        this.notices = notices;
        interval = settings.seconds(INTERVAL).toNanos();
        routers = new DistinctWindow(settings.get(THRESHOLD), settings.seconds(INTERVAL), sensor, "routers", maps);
        small = maps.map(sensor, "small times to live", Codec.STRING, Codec.LONG);
    }

    @Override
    public Class<Hop> evidence() {
        return Hop.class;
    }

    @Override
    public void observe(String subject, Hop hop) {
        long time = hop.getMeta().getWritten();
        while (!small.isEmpty() && small.first() + MINUTE <= time - interval) {
            small.remove(small.firstKey());
        }
        if (hop.getRouter() == null) {
            small.putLast(subject, Math.floorDiv(time, MINUTE) * MINUTE);
            if (small.size() > MAX_ROUTES) {
                small.remove(small.firstKey());
            }
        } else if (small.get(subject) != null) {
            routers.observe(subject, hop.getRouter(), time).ifPresent(counted -> raise(hop));
        }
    }

    private void raise(Hop hop) {
        notices.accept(Notice.newBuilder()
                .setSensor(hop.getMeta().getSensor())
                .setNote(NOTE)
                .setIdentifier(hop.getSource() + ' ' + hop.getProto())
                .setTime(hop.getMeta().getWritten())
                .setMsg(hop.getSource() + " seems to be running traceroute using " + hop.getProto())
                .setSrc(hop.getSource())
                .setSuppressFor(SUPPRESS_FOR)
                .build());
    }
}

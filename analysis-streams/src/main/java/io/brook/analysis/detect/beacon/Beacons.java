package io.brook.analysis.detect.beacon;

import io.brook.analysis.detect.connection.ConnectionNotice;
import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.OutboundConnection;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Finds local hosts that call a host outside at regular intervals with as much to say each time, as malware does that waits for
 * orders: what RITA computes of a day's logs, over the last connections of each pair of hosts and port.
 *
 * <p>Remembers the last connections of at most {@value #MAX_PAIRS} pairs; the one that was quiet for longest goes first.
 */
public final class Beacons implements Detector<OutboundConnection> {
    static final String NOTE = "Beacon::Regular_Connections";
    static final int MAX_PAIRS = 50_000;

    private static final int MOST = 100;
    private static final int PERCENT = 100;

    /** How many connections it takes; {@link #isWanted} when not 0. */
    static final DetectorOption CONNECTIONS = new DetectorOption(
            "BeaconConnections",
            0,
            0,
            MOST,
            "connections",
            "How many consecutive connections of a local host to one port of a host outside are judged for their regularity; 30 is a good start."
                    + " Beacons are not looked for when 0: each connection to the outside costs a record, and clocks, updates and monitoring"
                    + " are regular, too.");

    static final DetectorOption SCORE = new DetectorOption(
            "BeaconScore",
            90,
            1,
            PERCENT,
            "percent",
            "How regular they must be to be reported. 100 is a clock; a waiting time that varies by a fifth has about 90.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "The last BeaconConnections connections of a local host to a port of a host outside began at regular intervals of 5 seconds or"
                    + " more, and it sent about as much in each. The score, from 0 to 1, and its parts are in the notice: how evenly intervals"
                    + " and sizes lie around their medians, and how close to them.",
            "source, destination and port, 1 day",
            List.of(CONNECTIONS, SCORE));

    private static final long SUPPRESS_FOR = Duration.ofDays(1).toNanos();

    /** Shorter intervals are those of one use of a service. */
    private static final long SHORTEST = Duration.ofSeconds(5).toNanos();

    /** Sizes that differ by less than this may be the same (RITA has 32 bytes). */
    private static final long SIZE_SCALE = 32;

    private static final double NANOS = 1e9;

    private final int connections;
    private final double least;

    /** When the last connections began and how much was sent, by turns, in the order in which they ended. */
    private final SavedMap<String, long[]> pairs;

    private final Consumer<Notice> notices;

    /** @param maps where it is kept what was seen of the sensor */
    public Beacons(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        connections = settings.get(CONNECTIONS);
        least = settings.get(SCORE) / (double) PERCENT;
        pairs = maps.map(sensor, "beacons", Codec.STRING, Codec.LONGS);
        this.notices = notices;
    }

    /** Whether connections are to be reported at all. */
    public static boolean isWanted(DetectorSettings settings) {
        return settings.get(CONNECTIONS) > 0;
    }

    @Override
    public Class<OutboundConnection> evidence() {
        return OutboundConnection.class;
    }

    @Override
    public void observe(String subject, OutboundConnection connection) {
        if (connections == 0) {
            return;
        }
        long[] before = pairs.get(subject);
        long[] all = before == null ? new long[0] : before;
        int from = Math.max(0, all.length - 2 * (connections - 1));
        long[] last = Arrays.copyOfRange(all, from, all.length + 2);
        last[last.length - 2] = connection.getStart();
        last[last.length - 1] = connection.getBytes();
        pairs.putLast(subject, last);
        if (pairs.size() > MAX_PAIRS) {
            pairs.remove(pairs.firstKey());
        }
        if (last.length == 2 * connections && judge(subject, connection, last)) {
            pairs.remove(subject);
        }
    }

    private boolean judge(String subject, OutboundConnection connection, long[] last) {
        int[] order = IntStream.range(0, connections)
                .boxed()
                .sorted(Comparator.comparingLong(i -> last[2 * i]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] intervals = IntStream.range(1, connections)
                .mapToLong(i -> last[2 * order[i]] - last[2 * order[i - 1]])
                .toArray();
        long[] sizes =
                IntStream.range(0, connections).mapToLong(i -> last[2 * i + 1]).toArray();
        if (intervals.length == 0) {
            return false;
        }
        Regularity times = Regularity.of(intervals, median(intervals));
        Regularity bytes = Regularity.of(sizes, SIZE_SCALE);
        double score = (times.score() + bytes.score()) / 2;
        if (times.median() < SHORTEST || score < least) {
            return false;
        }
        String message = String.format(
                Locale.ROOT,
                "%s connects to %s on port %d/%s every %.1f s (%d connections, score %.3f)",
                connection.getId().getOrigH(),
                connection.getId().getRespH(),
                connection.getId().getRespP(),
                connection.getProto(),
                times.median() / NANOS,
                connections,
                score);
        String parts = String.format(
                Locale.ROOT,
                "intervals: symmetry %.3f, closeness %.3f; sizes: median %d bytes, symmetry %.3f, closeness %.3f",
                times.symmetry(),
                times.closeness(),
                bytes.median(),
                bytes.symmetry(),
                bytes.closeness());
        notices.accept(ConnectionNotice.of(
                        NOTE, connection.getMeta(), connection.getUid(), connection.getId(), connection.getProto())
                .setIdentifier(subject)
                .setMsg(message)
                .setSub(parts)
                .setN((long) connections)
                .setSuppressFor(SUPPRESS_FOR)
                .build());
        return true;
    }

    private static long median(long[] numbers) {
        return Regularity.of(numbers, 1).median();
    }
}

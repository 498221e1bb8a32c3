package io.brook.analysis.detect.weird;

import io.brook.analysis.weird.WeirdAction;
import io.brook.analysis.weird.WeirdPolicy;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides which weirds of one sensor are logged, as Zeek's weird framework does: the same weird of the same endpoints once in
 * ten minutes, and some only once a day for each connection or originator. It must be told of them in the order of their times.
 *
 * <p>Remembers at most {@value #MAX_REMEMBERED} of each kind; the oldest goes first.
 */
public final class WeirdFilter {
    /** The type of the notices that weirds are raised as. */
    public static final String NOTE = "Weird::Activity";

    static final int MAX_REMEMBERED = 100_000;
    private static final long REPEAT = Duration.ofMinutes(10).toNanos();
    private static final long LIMIT = Duration.ofDays(1).toNanos();

    /** When a weird of the same name and endpoints was last logged. */
    private final Recent repeats;

    /** When one of the same name and connection or originator was. */
    private final Recent limited;

    private final WeirdPolicy policy;

    /**
     * @param policy what becomes of which weird
     * @param maps where it is kept what was logged of the sensor
     */
    public WeirdFilter(WeirdPolicy policy, String sensor, SavedMaps maps) {
        this.policy = policy;
        repeats = new Recent(REPEAT, maps.map(sensor, "weird-repeats", Codec.STRING, Codec.LONG));
        limited = new Recent(LIMIT, maps.map(sensor, "weird-limits", Codec.STRING, Codec.LONG));
    }

    /**
     * What a weird is about: all that may suppress each other have the same subject.
     *
     * @param action what becomes of it
     */
    public static String subjectOf(WeirdLog weird, WeirdAction action) {
        return weird.getName()
                + ' '
                + (isPerOriginator(weird, action) ? weird.getId().getOrigH() : endpoints(weird));
    }

    private static boolean isPerOriginator(WeirdLog weird, WeirdAction action) {
        boolean perOriginator = action == WeirdAction.LOG_PER_ORIG || action == WeirdAction.NOTICE_PER_ORIG;
        return perOriginator && weird.getId() != null;
    }

    private static String endpoints(WeirdLog weird) {
        ConnId id = weird.getId();
        return id == null ? "" : id.getOrigH() + ':' + id.getOrigP() + " > " + id.getRespH() + ':' + id.getRespP();
    }

    /** Whether a weird is to be logged; if so, its repetitions are held back from now on. */
    public boolean isNews(WeirdLog weird) {
        String name = weird.getName();
        long time = weird.getTs();
        String repeat = name + ' ' + endpoints(weird);
        if (policy.actionOf(name) == WeirdAction.IGNORE || repeats.has(repeat, time)) {
            return false;
        }
        String limit = limitOf(weird);
        if (limit != null && limited.has(limit, time)) {
            return false;
        }
        if (limit != null) {
            limited.add(limit, time);
        }
        if (policy.suppressesRepeats(name)) {
            repeats.add(repeat, time);
        }
        return true;
    }

    /** What at most one line a day is written for, or null where there is no such limit. */
    private String limitOf(WeirdLog weird) {
        WeirdAction action = policy.actionOf(weird.getName());
        return switch (action) {
            case LOG_PER_CONN -> weird.getName() + ' ' + weird.getUid();
            case LOG_PER_ORIG, NOTICE_PER_ORIG -> subjectOf(weird, action);
            case LOG, IGNORE -> null;
        };
    }

    /** The notice that some weirds are raised as, besides their line; the line then says so. */
    public Optional<Notice> noticeOf(WeirdLog weird) {
        if (policy.actionOf(weird.getName()) != WeirdAction.NOTICE_PER_ORIG) {
            return Optional.empty();
        }
        weird.setNotice(true);
        ConnId id = weird.getId();
        return Optional.of(Notice.newBuilder()
                .setSensor(weird.getMeta().getSensor())
                .setNote(NOTE)
                .setTime(weird.getTs())
                .setMsg(weird.getAddl() == null ? weird.getName() : weird.getName() + ": " + weird.getAddl())
                .setSrc(id == null ? null : id.getOrigH())
                .setDst(id == null ? null : id.getRespH())
                .setUid(weird.getUid())
                .setId(id)
                .setSuppressFor(0)
                .build());
    }

    /** Keys and when they were added, in that order; each is forgotten after a time. */
    private record Recent(long keep, SavedMap<String, Long> added) {
        boolean has(String key, long time) {
            while (!added.isEmpty() && added.first() <= time - keep) {
                added.remove(added.firstKey());
            }
            return added.get(key) != null;
        }

        void add(String key, long time) {
            added.put(key, time);
            if (added.size() > MAX_REMEMBERED) {
                added.remove(added.firstKey());
            }
        }
    }
}

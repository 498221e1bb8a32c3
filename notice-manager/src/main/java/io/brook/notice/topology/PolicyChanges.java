package io.brook.notice.topology;

import io.brook.notice.policy.SitePolicy;
import io.brook.schemas.log.ConfigLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.loss.TaskLosses;
import io.brook.schemas.progress.Timeline;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Logs what versions of the policy change, each once the traffic of any sensor has come to the time from which it is valid. */
final class PolicyChanges implements LongConsumer {
    private static final String VERSION = "version";
    private static final String LOGGED = "logged";

    private final Timeline<SitePolicy> policy;

    /** The newest version that was logged. */
    private final SavedMap<String, Long> known;

    private final Consumer<ConfigLog> log;

    /** @param maps a task's own, where it is kept what was logged */
    PolicyChanges(Timeline<SitePolicy> policy, SavedMaps maps, Consumer<ConfigLog> log) {
        this.policy = policy;
        this.log = log;
        known = maps.map(TaskLosses.NO_SENSOR, "policy", Codec.STRING, Codec.LONG);
    }

    @Override
    public void accept(long time) {
        Long logged = known.get(LOGGED);
        long newest = logged == null ? 0 : logged;
        if (policy.version() <= newest) {
            return;
        }
        for (Timeline.Applied<SitePolicy> each : policy.before(time)) {
            if (each.number() > newest) {
                log(each, newest);
                newest = each.number();
                known.put(LOGGED, newest);
            }
        }
    }

    private void log(Timeline.Applied<SitePolicy> version, long before) {
        line(version, VERSION, Long.toString(before), Long.toString(version.number()));
        Map<String, String> old = version.before().parts();
        Map<String, String> now = version.value().parts();
        TreeSet<String> all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        for (String id : all) {
            String was = old.getOrDefault(id, "");
            String is = now.getOrDefault(id, "");
            if (!was.equals(is)) {
                line(version, id, was, is);
            }
        }
    }

    private void line(Timeline.Applied<SitePolicy> version, String id, String was, String is) {
        log.accept(ConfigLog.newBuilder()
                .setMeta(new LogMeta(TaskLosses.NO_SENSOR, version.from()))
                .setTs(version.from())
                .setId(id)
                .setOldValue(was)
                .setNewValue(is)
                .setLocation("version " + version.number() + " of the policy")
                .build());
    }
}

package io.brook.analysis.detect.web;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.count.DistinctWindow;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.SqlInjection;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Finds clients that try SQL injections on web servers, and servers that they are tried on: Zeek's detect-sql-injection.zeek. */
public final class SqlInjections implements Detector<SqlInjection> {
    /** What the subjects of reports about clients begin with. */
    public static final String BY = "SQL injection by ";

    /** What the subjects of reports about servers begin with. */
    public static final String AGAINST = "SQL injection against ";

    static final String ATTACKER = "HTTP::SQL_Injection_Attacker";
    static final String VICTIM = "HTTP::SQL_Injection_Victim";

    static final DetectorOption THRESHOLD = DetectorOption.threshold(
            "SqlInjectionThreshold",
            50,
            "requests",
            "How many requests must look like SQL injection before their client or their server is reported. As in Zeek: single addresses of"
                    + " pages look like it by accident.");
    static final DetectorOption INTERVAL = DetectorOption.interval(
            "SqlInjectionInterval", 300, "The time within which these requests are counted. As in Zeek.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(ATTACKER, VICTIM),
            "SqlInjectionThreshold requests of one client, or to one server, looked like SQL injection within SqlInjectionInterval"
                    + " (HTTP::URI_SQLI in http.log).",
            "client or server, 1 hour",
            List.of(THRESHOLD, INTERVAL));

    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private final DistinctWindow requests;
    private final Consumer<Notice> notices;

    /** @param maps where it is kept what was counted of the sensor */
    public SqlInjections(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        this.notices = notices;
        requests =
                new DistinctWindow(settings.get(THRESHOLD), settings.seconds(INTERVAL), sensor, "SQL injections", maps);
    }

    @Override
    public Class<SqlInjection> evidence() {
        return SqlInjection.class;
    }

    @Override
    public void observe(String subject, SqlInjection found) {
        boolean isAttacker = subject.startsWith(BY);
        requests.observe(
                        subject,
                        found.getUid() + ' ' + found.getRequest(),
                        found.getMeta().getWritten())
                .ifPresent(counted -> notices.accept(Notice.newBuilder()
                        .setSensor(found.getMeta().getSensor())
                        .setNote(isAttacker ? ATTACKER : VICTIM)
                        .setIdentifier(isAttacker ? found.getAttacker() : found.getVictim())
                        .setTime(found.getMeta().getWritten())
                        .setMsg("An SQL injection " + (isAttacker ? "attacker" : "victim") + " was discovered!")
                        .setUid(found.getUid())
                        .setSrc(found.getAttacker())
                        .setDst(found.getVictim())
                        .setN(counted.count())
                        .setSuppressFor(SUPPRESS_FOR)
                        .build()));
    }
}

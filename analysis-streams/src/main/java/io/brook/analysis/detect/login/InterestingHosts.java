package io.brook.analysis.detect.login;

import io.brook.analysis.detect.connection.ConnectionNotice;
import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorList;
import io.brook.analysis.state.StateCodec;
import io.brook.schemas.record.LoginHost;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds logins by SSH from or to hosts whose names say that nobody should log in there: Zeek's policy/protocols/ssh/interesting-hostnames.
 * Zeek asks a name server for the name; this takes the names that others have asked for, as servers of SSH do for their clients.
 * Remembers at most {@value #MAX_NAMES} names; the one that was heard first goes first.
 */
public final class InterestingHosts implements Detector<LoginHost> {
    static final String NOTE = "SSH::Interesting_Hostname_Login";
    static final int MAX_NAMES = 50_000;

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z-]*");

    static final DetectorList NAMES = new DetectorList(
            "InterestingHostNames",
            List.of("ns", "dns", "smtp", "mail", "pop", "imap", "www", "ftp"),
            "the beginning of a name, in letters",
            name -> WORD.matcher(name).matches(),
            "How names of hosts begin from which and to which nobody should log in by SSH, with or without a number behind it, as in"
                    + " ns1.example.org: Zeek's SSH::interesting_hostnames, the usual names of infrastructure.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "Somebody logged in by SSH from or to a host whose name begins with one of InterestingHostNames. The name is the one of the last"
                    + " reverse lookup that was seen within the day before; Brook asks no name server itself.",
            "never",
            List.of(),
            List.of(NAMES));

    /** How long a name is remembered: few are cached for longer. */
    private static final long DAY = Duration.ofDays(1).toNanos();

    /** Zeek's Notice::default_suppression_interval; without an identifier it means nothing. */
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    /** By address, in the order of their times. */
    private final SavedMap<String, HeardName> names;

    private final Consumer<Notice> notices;

    /** A name, and when a name server told it. */
    private record HeardName(String name, long time) {}

    /** @param maps where names are kept that were seen by the sensor */
    public InterestingHosts(String sensor, SavedMaps maps, Consumer<Notice> notices) {
        this.notices = notices;
        names = maps.map(sensor, "interesting hosts", Codec.STRING, StateCodec.of(HeardName.class));
    }

    @Override
    public Class<LoginHost> evidence() {
        return LoginHost.class;
    }

    @Override
    public void observe(String subject, LoginHost found) {
        long time = found.getMeta().getWritten();
        while (!names.isEmpty() && (names.first().time() <= time - DAY || names.size() > MAX_NAMES)) {
            names.remove(names.firstKey());
        }
        String host = found.getHost();
        if (found.getName() != null) {
            names.putLast(host, new HeardName(found.getName(), time));
            return;
        }
        HeardName heard = names.get(host);
        if (heard != null) {
            String place = found.getLocal() ? "local" : "remote";
            String role = host.equals(found.getId().getOrigH()) ? "client" : "server";
            notices.accept(ConnectionNotice.of(NOTE, found.getMeta(), found.getUid(), found.getId(), "tcp")
                    .setMsg("Possible SSH login involving a " + place + ' ' + role + " with an interesting hostname.")
                    .setSub(heard.name())
                    .setSuppressFor(SUPPRESS_FOR)
                    .build());
        }
    }
}

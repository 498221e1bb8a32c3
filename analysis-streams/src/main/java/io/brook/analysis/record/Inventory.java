package io.brook.analysis.record;

import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.software.Banners;
import io.brook.analysis.software.Software;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.KnownServicesLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.SoftwareLog;
import io.brook.schemas.subject.News;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Observes the site's own hosts: which there are, what they serve, and what software runs on them. */
public final class Inventory {
    private static final String DNS = "dns";
    private static final String FTP_DATA = "ftp-data";

    private final String sensor;
    private final LocalNetworks local;
    private final Emitter out;
    private boolean inputEnded;

    public Inventory(String sensor, LocalNetworks local, Emitter out) {
        this.sensor = sensor;
        this.local = local;
        this.out = out;
    }

    /** A TCP handshake is complete. */
    public void established(Connection c, long time) {
        host(c.originatorHigh(), c.originatorLow(), time);
        host(c.responderHigh(), c.responderLow(), time);
    }

    private void host(long high, long low, long time) {
        if (local.contains(high, low)) {
            String host = IpAddress.format(high, low);
            out.report(host, new KnownHostsLog(new LogMeta(sensor, time), time, host));
        }
    }

    /** A connection has been found to speak one more protocol. */
    public void confirmed(Connection c, long time) {
        if (isService(c)) {
            service(c, time);
        }
    }

    /** A connection is over. */
    public void ended(Connection c, long time) {
        if (!c.isServiceReported() && isService(c)) {
            service(c, time);
        }
    }

    /** The connections that end from here on end because there is no more to see of them. */
    public void noteEndOfInput() {
        inputEnded = true;
    }

    private boolean isService(Connection c) {
        if (!c.isServed() || !local.contains(c.responderHigh(), c.responderLow())) {
            return false;
        }
        Set<String> protocols = c.services();
        if (protocols.isEmpty()) {
            // What would be news only later is none once the input has ended.
            return !inputEnded;
        }
        boolean unanswered = protocols.contains(DNS) && c.responderBytes() == 0;
        return protocols.size() != 1 || !protocols.contains(FTP_DATA) && !unanswered;
    }

    private void service(Connection c, long time) {
        c.noteServiceReported();
        String host = IpAddress.format(c.responderHigh(), c.responderLow());
        int port = c.responderPort();
        Set<String> protocols = c.services();
        List<String> names = protocols.isEmpty()
                ? List.of(News.UNNAMED_SERVICE)
                : protocols.stream().map(Inventory::nameOf).toList();
        out.report(
                host + ' ' + port + '/' + c.transport(),
                new KnownServicesLog(new LogMeta(sensor, time), time, host, port, c.transport(), names));
    }

    /** Analyzers are named in upper case; what only one of Zeek's scripts calls a service, such as irc-dcc-data, is not. */
    private static String nameOf(String protocol) {
        return protocol.indexOf('-') >= 0 ? protocol : protocol.toUpperCase(Locale.ROOT);
    }

    /** A piece of software has shown itself. */
    public void software(Connection c, SoftwareBanner banner, long time) {
        IpAddress host = hostOf(c, banner);
        if (host == null || !local.contains(host.high(), host.low())) {
            return;
        }
        Software software = Banners.parse(banner.banner());
        SoftwareLog line = new SoftwareLog();
        line.setMeta(new LogMeta(sensor, time));
        line.setTs(time);
        line.setHost(host.toString());
        line.setHostP(banner.port() == 0 ? null : banner.port());
        line.setSoftwareType(banner.type());
        line.setName(software.name());
        line.setVersion(software.version());
        line.setUnparsedVersion(banner.banner());
        out.report(line.getHost() + ' ' + line.getName(), line);
    }

    /** @return null when what names the host is no address */
    private static IpAddress hostOf(Connection c, SoftwareBanner banner) {
        if (banner.host() != null) {
            try {
                return IpAddress.parse(banner.host());
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return banner.direction().isFromOriginator()
                ? new IpAddress(c.originatorHigh(), c.originatorLow())
                : new IpAddress(c.responderHigh(), c.responderLow());
    }
}

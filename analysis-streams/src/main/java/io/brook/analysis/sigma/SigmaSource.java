package io.brook.analysis.sigma;

import io.brook.schemas.log.LogStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.Node;

/** The log that a rule is about, and what rules call its columns. */
final class SigmaSource {
    /** Categories of sources that a log of Zeek's stands for, in whatever product. */
    private static final Map<String, String> CATEGORIES =
            Map.of("dns", "dns", "proxy", "http", "webserver", "http", "firewall", "conn");

    /** Services of the category network, which are logs of any product. */
    private static final Map<String, String> NETWORK = Map.of("connection", "conn", "dns", "dns");

    /** The transport protocol of logs without a column for it, of which there is but one. */
    private static final Map<String, String> PROTOCOLS = Map.ofEntries(
            Map.entry("dhcp", "udp"),
            Map.entry("ftp", "tcp"),
            Map.entry("http", "tcp"),
            Map.entry("irc", "tcp"),
            Map.entry("mysql", "tcp"),
            Map.entry("ntp", "udp"),
            Map.entry("radius", "udp"),
            Map.entry("rdp", "tcp"),
            Map.entry("rfb", "tcp"),
            Map.entry("smb_files", "tcp"),
            Map.entry("smb_mapping", "tcp"),
            Map.entry("smtp", "tcp"),
            Map.entry("ssh", "tcp"),
            Map.entry("websocket", "tcp"));

    /** What a service is called that is another log today. */
    private static final Map<String, String> FORMER_SERVICES = Map.of("dpd", "analyzer");

    /** Decided where reports of all workers come together, and written without them. */
    private static final Set<String> NOT_OF_WORKERS =
            Set.of("capture_loss", "config", "notice", "reporter", "stats", "weird", "unknown_protocols");

    /** Sigma's standard names of columns, for logs that have them. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("src_ip", "id.orig_h"),
            Map.entry("src_port", "id.orig_p"),
            Map.entry("dst_ip", "id.resp_h"),
            Map.entry("dst_port", "id.resp_p"),
            Map.entry("c-ip", "id.orig_h"),
            Map.entry("s-ip", "id.resp_h"),
            Map.entry("s-port", "id.resp_p"),
            Map.entry("c-uri", "uri"),
            Map.entry("c-uri-query", "uri"),
            Map.entry("c-uri-stem", "uri"),
            Map.entry("cs-uri", "uri"),
            Map.entry("cs-uri-query", "uri"),
            Map.entry("cs-uri-stem", "uri"),
            Map.entry("c-useragent", "user_agent"),
            Map.entry("cs-user-agent", "user_agent"),
            Map.entry("cs-host", "host"),
            Map.entry("r-dns", "host"),
            Map.entry("cs-method", "method"),
            Map.entry("cs-referrer", "referrer"),
            Map.entry("cs-referer", "referrer"),
            Map.entry("cs-username", "username"),
            Map.entry("cs-version", "version"),
            Map.entry("cs-bytes", "request_body_len"),
            Map.entry("sc-bytes", "response_body_len"),
            Map.entry("sc-status", "status_code"),
            Map.entry("record_type", "qtype_name"),
            Map.entry("answer", "answers"),
            Map.entry("queryname", "query"),
            Map.entry("event.duration", "duration"),
            Map.entry("network.transport", "proto"),
            Map.entry("network.protocol", "service"),
            Map.entry("network.community_id", "community_id"),
            Map.entry("network.state", "conn_state"),
            Map.entry("network.history", "history"),
            Map.entry("source.ip", "id.orig_h"),
            Map.entry("source.port", "id.orig_p"),
            Map.entry("source.packets", "orig_pkts"),
            Map.entry("source.bytes", "orig_bytes"),
            Map.entry("destination.ip", "id.resp_h"),
            Map.entry("destination.port", "id.resp_p"),
            Map.entry("destination.packets", "resp_pkts"),
            Map.entry("destination.bytes", "resp_bytes"),
            Map.entry("dns.id", "trans_id"),
            Map.entry("dns.question.name", "query"),
            Map.entry("dns.question.type", "qtype_name"),
            Map.entry("dns.question.class", "qclass_name"),
            Map.entry("dns.answers.data", "answers"),
            Map.entry("dns.answers.ttl", "TTLs"),
            Map.entry("dns.response.code", "rcode_name"));

    private final LogStream log;
    private final Map<String, SigmaColumn> columns;

    private SigmaSource(LogStream log) {
        this.log = log;
        columns = SigmaColumn.byName(log);
    }

    /**
     * The log of a rule's source; empty when the rule is about other products.
     *
     * @throws SigmaException when Zeek has such a log, but Brook does not, or not where rules look
     */
    static Optional<SigmaSource> of(Node at, String product, String service, String category) throws SigmaException {
        if (product != null && !product.equals("zeek") && !product.equals("bro")) {
            return Optional.empty();
        }
        String wanted;
        if (service != null && "network".equals(category) && NETWORK.containsKey(service)) {
            wanted = NETWORK.get(service);
        } else if (service != null && product != null) {
            wanted = FORMER_SERVICES.getOrDefault(service, service);
        } else if (category != null && CATEGORIES.containsKey(category)) {
            wanted = CATEGORIES.get(category);
        } else if (product == null) {
            return Optional.empty();
        } else {
            throw SigmaException.unsupported(
                    at, "which log? There is no service; it is the name of a log, such as dns");
        }
        for (LogStream each : LogStream.ALL) {
            if (each.path().equals(wanted) && !NOT_OF_WORKERS.contains(wanted)) {
                return Optional.of(new SigmaSource(each));
            }
        }
        throw SigmaException.unsupported(
                at,
                NOT_OF_WORKERS.contains(wanted)
                        ? "rules are not applied to " + wanted + ".log"
                        : "no such log yet: Brook does not write " + wanted + ".log");
    }

    /** The transport protocol of a line: what it says itself, or what it always is in its log; null when that can be several. */
    static String proto(LogStream log, String own) {
        return own == null ? PROTOCOLS.get(log.path()) : own;
    }

    LogStream log() {
        return log;
    }

    /** @throws SigmaException when the log has no such column */
    SigmaColumn column(Node at, String name) throws SigmaException {
        SigmaColumn column = columns.get(name);
        if (column == null) {
            column = columns.get(NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), name));
        }
        if (column == null) {
            throw SigmaException.unsupported(
                    at,
                    log.path() + ".log has no column " + name + "; it has "
                            + String.join(", ", new TreeSet<>(columns.keySet())));
        }
        return column;
    }
}

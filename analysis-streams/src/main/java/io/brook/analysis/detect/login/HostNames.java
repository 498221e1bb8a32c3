package io.brook.analysis.detect.login;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.SshLog;
import io.brook.schemas.record.LoginHost;
import io.brook.schemas.subject.Report;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** What lines say of the names of hosts, and of logins by SSH: for {@link InterestingHosts}. */
public final class HostNames {
    private static final int MULTICAST_DNS = 5353;
    private static final String IPV4 = ".in-addr.arpa";
    private static final String IPV6 = ".ip6.arpa";
    private static final int IPV4_PARTS = 4;
    private static final int IPV6_PARTS = 32;
    private static final int NIBBLES = 4;

    private final Pattern interesting;
    private final LocalNetworks local;

    public HostNames(DetectorSettings settings, LocalNetworks local) {
        interesting = Pattern.compile(
                "(?:" + String.join("|", settings.get(InterestingHosts.NAMES)) + ")[0-9]*\\.",
                Pattern.CASE_INSENSITIVE);
        this.local = local;
    }

    /** What a line says. */
    public List<Report> in(SpecificRecord line) {
        if (line instanceof SshLog ssh && Boolean.TRUE.equals(ssh.getAuthSuccess())) {
            return Stream.of(ssh.getId().getOrigH(), ssh.getId().getRespH())
                    .distinct()
                    .map(host -> report(ssh.getMeta(), host, null, ssh.getUid(), ssh.getId()))
                    .toList();
        }
        if (line instanceof DnsLog dns
                && "PTR".equals(dns.getQtypeName())
                && dns.getAnswers() != null
                && dns.getQuery() != null
                && dns.getId().getRespP() != MULTICAST_DNS) {
            return named(dns);
        }
        return List.of();
    }

    private List<Report> named(DnsLog dns) {
        for (String name : dns.getAnswers()) {
            if (interesting.matcher(name).lookingAt()) {
                return address(dns.getQuery())
                        .map(host -> report(dns.getMeta(), host, name, dns.getUid(), dns.getId()))
                        .stream()
                        .toList();
            }
        }
        return List.of();
    }

    private Report report(LogMeta meta, String host, String name, String uid, ConnId id) {
        return new Report("host " + host, new LoginHost(meta, host, name, uid, id, local.contains(host)));
    }

    /** The address that a reverse name is for (RFC 1035, section 3.5; RFC 3596, section 2.5), as logs write it. */
    static Optional<String> address(String reverse) {
        if (reverse.endsWith(IPV4)) {
            return address(reverse.substring(0, reverse.length() - IPV4.length()), IPV4_PARTS, 1, ".");
        }
        return reverse.endsWith(IPV6)
                ? address(reverse.substring(0, reverse.length() - IPV6.length()), IPV6_PARTS, NIBBLES, ":")
                : Optional.empty();
    }

    /** @param together how many parts stand between two separators */
    private static Optional<String> address(String reversed, int count, int together, String separator) {
        String[] parts = reversed.split("\\.", -1);
        // Of parts of more than a digit no IPv6 address is made.
        if (parts.length != count || together > 1 && reversed.length() != 2 * count - 1) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i > 0 && i % together == 0 ? separator : "").append(parts[count - 1 - i]);
        }
        try {
            return Optional.of(IpAddress.parse(text.toString()).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

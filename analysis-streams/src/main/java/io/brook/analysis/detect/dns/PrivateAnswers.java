package io.brook.analysis.detect.dns;

import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.record.Finding;
import io.brook.schemas.subject.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Finds answers from outside with private addresses: by these a web page reaches hosts inside in the name of its own server (DNS
 * rebinding).
 */
public final class PrivateAnswers {
    static final String NOTE = "DNS::Private_Answer";

    private static final int DNS = 53;
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private PrivateAnswers() {}

    /** What a line of dns.log says of it: nothing, unless a server that is neither local nor private answers with a private address. */
    public static Optional<Report> in(SpecificRecord line, LocalNetworks local) {
        if (!(line instanceof DnsLog dns) || dns.getAnswers() == null || dns.getQuery() == null) {
            return Optional.empty();
        }
        ConnId id = dns.getId();
        if (id.getRespP() != DNS || local.contains(id.getRespH()) || LocalNetworks.PRIVATE.contains(id.getRespH())) {
            return Optional.empty();
        }
        return dns.getAnswers().stream()
                .filter(PrivateAnswers::isPrivate)
                .findFirst()
                .map(answer -> report(dns, answer));
    }

    /** Lists of senders of unwanted mail answer with addresses of the loopback network: these lead to nobody else's host. */
    private static boolean isPrivate(String answer) {
        return !answer.startsWith("127.") && !answer.equals("::1") && LocalNetworks.PRIVATE.contains(answer);
    }

    private static Report report(DnsLog dns, String answer) {
        ConnId id = dns.getId();
        String identifier = id.getOrigH() + ' ' + DnsNames.domain(dns.getQuery());
        Finding finding = Finding.newBuilder()
                .setMeta(dns.getMeta())
                .setNote(NOTE)
                .setIdentifier(identifier)
                .setUid(dns.getUid())
                .setId(id)
                .setProto(dns.getProto())
                .setMsg(id.getRespH() + " answered with the private address " + answer + " for " + dns.getQuery())
                .setSub("Answers: " + String.join(", ", List.copyOf(dns.getAnswers())))
                .setSuppressFor(SUPPRESS_FOR)
                .build();
        return new Report(NOTE + ' ' + identifier, finding);
    }
}

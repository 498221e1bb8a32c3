package io.brook.analysis.detect.tls;

import io.brook.analysis.detect.connection.ConnectionNotice;
import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.TlsServer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Finds certificates of local servers that are not valid at the time of the traffic, or soon will not be: Zeek's expiring-certs.zeek. */
public final class CertificateDates implements Detector<TlsServer> {
    static final String EXPIRED = "SSL::Certificate_Expired";
    static final String EXPIRES_SOON = "SSL::Certificate_Expires_Soon";
    static final String NOT_VALID_YET = "SSL::Certificate_Not_Valid_Yet";

    private static final int TEN_YEARS = 3_650;

    static final DetectorOption SOON = new DetectorOption(
            "CertificateExpiresIn",
            30,
            0,
            TEN_YEARS,
            "days",
            "How long before the end of its validity a certificate of a local server is reported. As in Zeek: long enough for a purchase.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(EXPIRED, EXPIRES_SOON, NOT_VALID_YET),
            "A local server completed a TLS handshake with a certificate that is no longer valid, will not be for CertificateExpiresIn, or is"
                    + " not valid yet, at the time of the traffic. TLS 1.3 shows no certificates.",
            "server, port and certificate, 1 day",
            List.of(SOON));

    private static final long SUPPRESS_FOR = Duration.ofDays(1).toNanos();
    private static final long SECOND = 1_000_000_000;

    /** As Zeek's fmt prints a time with %T. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd-HH:mm:ss.nnnnnnnnn", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final long soon;
    private final Consumer<Notice> notices;

    public CertificateDates(DetectorSettings settings, Consumer<Notice> notices) {
        soon = Duration.ofDays(settings.get(SOON)).toNanos();
        this.notices = notices;
    }

    @Override
    public Class<TlsServer> evidence() {
        return TlsServer.class;
    }

    @Override
    public void observe(String subject, TlsServer server) {
        if (server.getSubject() == null) {
            return;
        }
        long now = server.getMeta().getWritten();
        String certificate = "Certificate " + server.getSubject();
        if (server.getNotBefore() > now) {
            raise(NOT_VALID_YET, server, certificate + " isn't valid until " + text(server.getNotBefore()));
        } else if (server.getNotAfter() < now) {
            raise(EXPIRED, server, certificate + " expired at " + text(server.getNotAfter()));
        } else if (server.getNotAfter() - now < soon) {
            raise(EXPIRES_SOON, server, certificate + " is going to expire at " + text(server.getNotAfter()));
        }
    }

    private static String text(long nanos) {
        return TIME.format(Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND)));
    }

    private void raise(String note, TlsServer server, String message) {
        ConnId id = server.getId();
        notices.accept(ConnectionNotice.of(note, server.getMeta(), server.getUid(), id, server.getProto())
                .setIdentifier(id.getRespH() + ' ' + id.getRespP() + ' ' + server.getSha1())
                .setMsg(message)
                .setSuppressFor(SUPPRESS_FOR)
                .build());
    }
}

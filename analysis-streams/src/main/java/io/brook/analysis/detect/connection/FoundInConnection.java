package io.brook.analysis.detect.connection;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.schemas.record.Finding;
import io.brook.schemas.record.Notice;
import java.util.List;
import java.util.function.Consumer;

/** Raises what one connection alone shows: sessions have judged it. */
public final class FoundInConnection implements Detector<Finding> {
    /** For the reference: what sessions find. */
    public static final List<DetectorInfo> INFOS = List.of(
            LongConnections.INFO,
            info(
                    List.of("Heartbleed::SSL_Heartbeat_Attack"),
                    "A TLS heartbeat states more payload than it has, or comes before encryption, before any data or within the first minute."
                            + " Encrypted ones are looked at until both sides have sent data or one has sent 10 records."),
            info(
                    List.of("Heartbleed::SSL_Heartbeat_Attack_Success"),
                    "Such a heartbeat was answered, or one was answered by a longer one."),
            info(
                    List.of("Heartbleed::SSL_Heartbeat_Odd_Length"),
                    "An encrypted heartbeat is shorter than its cipher suite allows."),
            info(
                    List.of("Heartbleed::SSL_Heartbeat_Many_Requests"),
                    "One side of a connection has sent more than 3 heartbeats more than the other."),
            new DetectorInfo(
                    List.of("SSL::Invalid_Server_Cert"),
                    "The certificates that a TLS server sends lead to no trusted authority, or one of them is not valid at the time of the"
                            + " traffic. Only with ValidateCertificates; TLS 1.3 shows no certificates.",
                    "server, port, certificate and outcome, 1 hour",
                    List.of()),
            new DetectorInfo(
                    List.of("FTP::Site_Exec_Success"),
                    "An FTP server accepted the command SITE EXEC.",
                    "client and server, 1 hour",
                    List.of()),
            new DetectorInfo(
                    List.of("DNS::Private_Answer"),
                    "A name server that is neither local nor in the private address space answered with a private address (DNS rebinding)."
                            + " Addresses of the loopback network do not count: lists of senders of unwanted mail answer with them.",
                    "client and domain, 1 hour",
                    List.of()),
            new DetectorInfo(
                    List.of("SMTP::Blocklist_Error_Message", "SMTP::Blocklist_Blocked_Host"),
                    "A mail server refused something and named a list of senders of unwanted mail; the second one when it named the client's"
                            + " address, too.",
                    "client, 1 hour",
                    List.of()),
            new DetectorInfo(
                    List.of("Sigma::Match"),
                    "A line of a log matches a Sigma rule of the site (SigmaRules).",
                    "rule and client, 1 hour",
                    List.of()));

    private final Consumer<Notice> notices;

    public FoundInConnection(Consumer<Notice> notices) {
        this.notices = notices;
    }

    private static DetectorInfo info(List<String> notes, String condition) {
        return new DetectorInfo(notes, condition, "connection, 1 hour", List.of());
    }

    @Override
    public Class<Finding> evidence() {
        return Finding.class;
    }

    @Override
    public void observe(String subject, Finding found) {
        Notice notice = ConnectionNotice.of(
                        found.getNote(), found.getMeta(), found.getUid(), found.getId(), found.getProto())
                .setIdentifier(found.getIdentifier())
                .setMsg(found.getMsg())
                .setSub(found.getSub())
                .setN(found.getN())
                .setSuppressFor(found.getSuppressFor())
                .build();
        if (found.getSrc() != null) {
            notice.setSrc(found.getSrc());
        }
        notices.accept(notice);
    }
}

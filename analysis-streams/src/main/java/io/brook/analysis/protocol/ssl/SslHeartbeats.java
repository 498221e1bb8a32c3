package io.brook.analysis.protocol.ssl;

import io.brook.analysis.analyzer.Findings;
import io.brook.analysis.analyzer.SessionContext;
import java.util.Locale;

/**
 * Finds attacks by heartbeats (CVE-2014-0160), by Zeek's heartbleed.zeek: requests that state more payload than they have, and
 * encrypted ones that come before any data or are too short for their cipher suite.
 *
 * <p>Encrypted records are followed until both sides have sent data, or one of them has sent {@value #MAX_DATA} records of it: from
 * then on captures need not publish the connection's payload, and scans have shown themselves.
 */
final class SslHeartbeats {
    private static final int REQUEST = 1;
    private static final int RESPONSE = 2;

    /** Type, length and the padding that must be there (RFC 6520, section 4). */
    private static final int OVERHEAD = 3 + 16;

    private static final int MAX_DATA = 10;
    private static final int MAX_UNANSWERED = 3;
    private static final double MINUTE = 60;
    private static final double NANOS = 1e9;
    private static final int NONE = -1;

    /** What can be found: the type of the notice, and what Zeek says. */
    private enum Found {
        EXPLOIT("Attack", "An TLS heartbleed attack was detected! Record length %d. Payload length %d"),
        SCAN(
                "Attack",
                "Heartbeat request before encryption. Probable Scan without exploit attempt. Message length: %d."
                        + " Payload length: %d"),
        SUCCESS(
                "Attack_Success",
                "An TLS heartbleed attack detected before was probably exploited. Message length: %d. Payload length:"
                        + " %d"),
        BEFORE_DATA("Attack", "Heartbeat before ciphertext. Probable attack or scan. Length: %d, is_client: %d"),
        EARLY("Attack", "Heartbeat within first minute. Possible attack or scan. Length: %d, is_client: %d, time: %f"),
        MANY_REQUESTS(
                "Many_Requests",
                "More than 3 heartbeat requests without replies from server. Possible attack. Client count: %d, server"
                        + " count: %d"),
        MANY_RESPONSES(
                "Many_Requests",
                "Server sending more heartbeat responses than requests seen. Possible attack. Client count: %d, server"
                        + " count: %d"),
        TOO_SHORT(
                "Odd_Length",
                "Heartbeat message smaller than minimum required length. Probable attack or scan. Message length: %d."
                        + " Cipher: %s. Time: %f"),
        TOO_SHORT_FOR_CIPHER(
                "Odd_Length",
                "Heartbeat message smaller than minimum required length. Probable attack. Message length: %d. Required"
                        + " length: %d. Cipher: %s. Cipher match: /^?(%s$)$?/"),
        ENCRYPTED_SUCCESS(
                "Attack_Success",
                "An encrypted TLS heartbleed attack was probably detected! First packet client record length %d, first"
                        + " packet server record length %d. Time: %f");

        private final String note;
        private final String message;

        Found(String note, String message) {
            this.note = "Heartbleed::SSL_Heartbeat_" + note;
            this.message = message;
        }
    }

    private final SessionContext context;
    private boolean attacked;
    private boolean clientSentData;
    private boolean serverSentData;
    private int dataRecords;
    private int fromClient;
    private int fromServer;

    /** The length of a request that is not answered yet. */
    private int asked = NONE;

    private boolean serverAsked;

    SslHeartbeats(SessionContext context) {
        this.context = context;
    }

    /** Whether encrypted records are still of interest. */
    boolean isWatching() {
        return !(clientSentData && serverSentData) && dataRecords < MAX_DATA;
    }

    /**
     * One that is not encrypted.
     *
     * @param length of the record
     * @param payload what it states of its payload
     */
    void plain(boolean isClient, int type, int length, int payload) {
        if (type == REQUEST) {
            if (payload > (length < OVERHEAD ? length : length - OVERHEAD)) {
                attacked = true;
                found(Found.EXPLOIT, "" + length + payload, null, length, payload);
            } else if (isClient) {
                found(Found.SCAN, "" + length, length, length, payload);
            }
        } else if (type == RESPONSE && attacked) {
            found(Found.SUCCESS, "", null, length, payload);
        }
    }

    /**
     * An encrypted record.
     *
     * @param cipher the name of the cipher suite
     * @param version the server's
     */
    void encrypted(boolean isClient, int type, int length, String cipher, int version) {
        if (type == SslRecords.APPLICATION_DATA && length > 0) {
            clientSentData |= isClient;
            serverSentData |= !isClient;
            dataRecords++;
        } else if (type == SslRecords.HEARTBEAT) {
            judgeTime(isClient, length);
            judgeCount(isClient);
            judgeLength(isClient, length, cipher, version);
            judgeAnswer(isClient, length);
        }
    }

    private void judgeTime(boolean isClient, int length) {
        int side = isClient ? 1 : 0;
        if (!clientSentData && !serverSentData) {
            found(Found.BEFORE_DATA, "early", length, length, side);
        } else if (seconds() < MINUTE) {
            found(Found.EARLY, "early", length, length, side, seconds());
        }
    }

    private void judgeCount(boolean isClient) {
        fromClient += isClient ? 1 : 0;
        fromServer += isClient ? 0 : 1;
        if (fromClient > fromServer + MAX_UNANSWERED) {
            found(Found.MANY_REQUESTS, "", fromClient - fromServer, fromClient, fromServer);
        } else if (fromServer > fromClient + MAX_UNANSWERED) {
            found(Found.MANY_RESPONSES, "", fromServer - fromClient, fromClient, fromServer);
        }
    }

    private void judgeLength(boolean isClient, int length, String cipher, int version) {
        String identifier = "-weak-" + length;
        if (isClient && length < OVERHEAD) {
            found(Found.TOO_SHORT, identifier, length, length, cipher, seconds());
        }
        SslHeartbeatLength table = SslHeartbeatLength.of(cipher);
        if (table != null && length < table.least(version)) {
            found(Found.TOO_SHORT_FOR_CIPHER, identifier, length, length, table.least(version), cipher, table.suite());
        }
    }

    /** An answer that is longer than its request has something in it that was not asked for. */
    private void judgeAnswer(boolean isClient, int length) {
        if (isClient) {
            asked = serverAsked ? asked : length;
            serverAsked = false;
        } else if (asked == NONE) {
            serverAsked = true;
        } else {
            if (asked < length) {
                found(Found.ENCRYPTED_SUCCESS, "", null, asked, length, seconds());
            }
            asked = NONE;
        }
    }

    /** Since the connection began. */
    private double seconds() {
        return (context.time() - context.start()) / NANOS;
    }

    private void found(Found what, String identifier, Integer count, Object... values) {
        Findings.report(
                context,
                what.note,
                context.uid() + identifier,
                finding -> finding.setMsg(String.format(Locale.ROOT, what.message, values))
                        .setN(count == null ? null : count.longValue()));
    }
}

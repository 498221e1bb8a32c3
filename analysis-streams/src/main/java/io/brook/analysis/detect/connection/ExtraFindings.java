package io.brook.analysis.detect.connection;

import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorList;
import io.brook.analysis.detect.contract.DetectorSettings;
import java.util.List;
import java.util.Set;

/**
 * What can be set about what only some sites want to hear of connections: Zeek's scripts detect-protocols and policy/protocols/conn/weirds,
 * which its stock site does not load. Workers find it.
 */
public final class ExtraFindings {
    /** A connection speaks a protocol on a port that is not the protocol's. */
    public static final String PROTOCOL_FOUND = "ProtocolDetector::Protocol_Found";

    /** A server speaks a protocol on such a port. */
    public static final String SERVER_FOUND = "ProtocolDetector::Server_Found";

    /** Bytes of a connection were acknowledged and not captured. */
    public static final String CONTENT_GAP = "Conn::Content_Gap";

    private static final List<String> NOTES = List.of(PROTOCOL_FOUND, SERVER_FOUND, CONTENT_GAP);

    static final DetectorList WANTED = new DetectorList(
            "ExtraDetections",
            List.of(),
            "one of " + String.join(", ", NOTES),
            NOTES::contains,
            "Types of notices to raise that are not raised otherwise, as in Zeek's stock site: most networks have many services on odd ports,"
                    + " and every capture that misses packets has gaps.");

    /** For the reference. */
    public static final List<DetectorInfo> INFOS = List.of(
            info(
                    PROTOCOL_FOUND,
                    "A connection to which both sides have contributed was found to speak a protocol that is not the one of its port; told with"
                            + " the piece of payload by which it is 30 seconds old or has 4,000 bytes, or at its end.",
                    "never"),
            info(
                    SERVER_FOUND,
                    "The same, told once a day for each server, port and protocol.",
                    "server, port and protocol, 1 day"),
            info(
                    CONTENT_GAP,
                    "A side of a TCP connection has acknowledged bytes that were not captured, while both sides were in the middle of it or were"
                            + " closing it in order.",
                    "never"));

    private ExtraFindings() {}

    private static DetectorInfo info(String note, String condition, String again) {
        return new DetectorInfo(
                List.of(note), condition + " Only if ExtraDetections names it.", again, List.of(), List.of(WANTED));
    }

    /** Those that a site wants to hear of. */
    public static Set<String> wanted(DetectorSettings settings) {
        return Set.copyOf(settings.get(WANTED));
    }
}

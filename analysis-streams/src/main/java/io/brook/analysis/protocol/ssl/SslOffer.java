package io.brook.analysis.protocol.ssl;

import java.util.ArrayList;
import java.util.List;

/**
 * What a hello offers, in its order: that from which fingerprints are made. Of a malformed list there is what precedes the mistake. The
 * length of the handshake message bounds it.
 */
final class SslOffer {
    private final List<Integer> ciphers = new ArrayList<>();
    private final List<Integer> extensions = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();
    private final List<Integer> pointFormats = new ArrayList<>();
    private final List<Integer> signatures = new ArrayList<>();
    private final List<Integer> versions = new ArrayList<>();
    private String application = "";

    /** The numbers of cipher suites. */
    List<Integer> ciphers() {
        return ciphers;
    }

    /** The numbers of extensions. */
    List<Integer> extensions() {
        return extensions;
    }

    /** The numbers of groups for the key exchange (RFC 8446, section 4.2.7). */
    List<Integer> groups() {
        return groups;
    }

    /** The formats of points (RFC 8422, section 5.1.2). */
    List<Integer> pointFormats() {
        return pointFormats;
    }

    /** The numbers of signature algorithms (RFC 8446, section 4.2.3). */
    List<Integer> signatures() {
        return signatures;
    }

    /** The versions of a client's extension (RFC 8446, section 4.2.1). */
    List<Integer> versions() {
        return versions;
    }

    /** The first protocol of the application (RFC 7301), a character for each byte; empty when there is none. */
    String application() {
        return application;
    }

    void application(String first) {
        application = first;
    }
}

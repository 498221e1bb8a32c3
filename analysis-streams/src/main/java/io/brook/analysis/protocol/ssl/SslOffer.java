package io.brook.analysis.protocol.ssl;

import java.util.ArrayList;
import java.util.List;

/**
 * What a hello offers, in its order: that from which fingerprints are made. Of a malformed list there is what precedes the mistake. The
 * length of the handshake message bounds it.
 */
final class SslOffer {
    /** The numbers of cipher suites. */
    final List<Integer> ciphers = new ArrayList<>();

    /** The numbers of extensions. */
    final List<Integer> extensions = new ArrayList<>();

    /** The numbers of groups for the key exchange (RFC 8446, section 4.2.7). */
    final List<Integer> groups = new ArrayList<>();

    /** The formats of points (RFC 8422, section 5.1.2). */
    final List<Integer> pointFormats = new ArrayList<>();

    /** The numbers of signature algorithms (RFC 8446, section 4.2.3). */
    final List<Integer> signatures = new ArrayList<>();

    /** The versions of a client's extension (RFC 8446, section 4.2.1). */
    final List<Integer> versions = new ArrayList<>();

    /** The first protocol of the application (RFC 7301), a character for each byte; empty when there is none. */
    String application = "";

    void application(String first) {
        application = first;
    }
}

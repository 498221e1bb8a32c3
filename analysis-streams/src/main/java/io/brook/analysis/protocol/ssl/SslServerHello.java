package io.brook.analysis.protocol.ssl;

import java.util.List;

/**
 * A server's first message (RFC 5246, section 7.4.1.3), as far as it is logged.
 *
 * @param version the one that it chose, as it is said to those who know no newer one
 * @param extendedVersion the one that it chose in an extension, or {@link SslVersion#UNKNOWN}
 * @param random 32 characters
 * @param session the session's identifier, 32 characters
 * @param cipher the cipher suite that it chose
 * @param extensions the numbers of its extensions, in their order
 */
record SslServerHello(
        int version, int extendedVersion, String random, String session, int cipher, List<Integer> extensions) {}

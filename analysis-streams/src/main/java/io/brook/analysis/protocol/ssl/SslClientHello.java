package io.brook.analysis.protocol.ssl;

/**
 * A client's first message (RFC 5246, section 7.4.1.2), as far as it is logged.
 *
 * @param version the newest one that it offers, without its extensions
 * @param session the session that it wants to resume, 32 characters
 * @param offer what the server may choose from
 */
record SslClientHello(int version, String session, SslOffer offer) {}

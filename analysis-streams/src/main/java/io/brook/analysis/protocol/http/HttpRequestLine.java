package io.brook.analysis.protocol.http;

/**
 * The first line of a request (RFC 9112, section 3).
 *
 * @param target as it is written
 * @param version null when the line stops in the middle of it, so that what was known before still holds
 */
record HttpRequestLine(String method, String target, HttpVersion version) {}

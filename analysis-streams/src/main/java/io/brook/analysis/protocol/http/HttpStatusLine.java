package io.brook.analysis.protocol.http;

/**
 * The first line of a reply (RFC 9112, section 4).
 *
 * @param code 0 when it is not a number, -1 when the line ends before it
 * @param reason null when there is not even a blank for it
 */
record HttpStatusLine(HttpVersion version, int code, String reason) {
    boolean hasCode() {
        return code >= 0;
    }
}

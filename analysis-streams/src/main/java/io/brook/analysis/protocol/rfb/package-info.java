/**
 * RFB (RFC 6143), the protocol of VNC: the two sides agree on a version, the client proves who it is, and the server describes its
 * screen. What the client sends after that is followed only to see that it is RFB; the server's pixels are not looked at.
 *
 * <p>As in Zeek either side has a state of its own, which says what its next bytes are.
 */
package io.brook.analysis.protocol.rfb;

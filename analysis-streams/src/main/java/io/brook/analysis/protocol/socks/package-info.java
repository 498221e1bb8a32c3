/**
 * SOCKS: version 4 with its extension 4a, and version 5 (RFC 1928) with user names (RFC 1929). Followed up to the request; what
 * the proxy then carries is not looked into.
 */
package io.brook.analysis.protocol.socks;

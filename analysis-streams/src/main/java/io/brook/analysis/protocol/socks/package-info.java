/**
 * SOCKS: version 4 with its extension 4a, and version 5 (RFC 1928) with user names (RFC 1929). Followed up to the reply; what
 * the proxy then carries is looked into as any connection is.
 */
package io.brook.analysis.protocol.socks;

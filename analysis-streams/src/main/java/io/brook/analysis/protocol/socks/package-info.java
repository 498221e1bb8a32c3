/**
 * SOCKS: version 4 with its extension 4a, and version 5 (RFC 1928) with user names (RFC 1929). Followed up to the proxy's
 * answer; what it then carries is found out from its first bytes.
 */
package io.brook.analysis.protocol.socks;

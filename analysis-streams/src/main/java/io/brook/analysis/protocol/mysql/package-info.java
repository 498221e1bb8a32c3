/**
 * MySQL's protocol between clients and servers: the handshake up to where TLS begins, and commands with the kind of their
 * results, for mysql.log. What rows contain does not matter, only where they end.
 */
package io.brook.analysis.protocol.mysql;

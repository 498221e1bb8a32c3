/**
 * TLS 1.0 to 1.3 (RFC 8446), SSL 2 and 3, and DTLS 1.0 to 1.3 (RFC 9147): the handshake, up to the first encrypted records of
 * both sides. What is encrypted is not looked into.
 */
package io.brook.analysis.protocol.ssl;

/**
 * POP3 (RFC 1939) with CAPA, STLS (RFC 2595) and AUTH (RFC 5034). There is no pop3.log: what counts is that it is POP3, what is odd
 * about it, and where TLS begins.
 */
package io.brook.analysis.protocol.pop3;

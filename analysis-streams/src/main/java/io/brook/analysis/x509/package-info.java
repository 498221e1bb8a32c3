/**
 * X.509 certificates (RFC 5280) and OCSP responses (RFC 6960), in the words of OpenSSL, which are those of Zeek's logs. What is
 * read is never verified.
 */
package io.brook.analysis.x509;

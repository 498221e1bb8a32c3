/** Certificates that come as files, for x509.log; those of TLS handshakes are looked into there. */
package io.brook.analysis.file.x509;

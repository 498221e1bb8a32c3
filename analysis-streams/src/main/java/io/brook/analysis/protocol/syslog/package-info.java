/** Syslog over UDP (RFC 3164): a line of the log for each datagram. */
package io.brook.analysis.protocol.syslog;

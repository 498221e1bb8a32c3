/** The Network Time Protocol (RFC 5905), with its control messages (RFC 9327) as far as to tell that they are some. */
package io.brook.analysis.protocol.ntp;

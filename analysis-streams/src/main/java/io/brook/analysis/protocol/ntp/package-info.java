/** The Network Time Protocol (RFC 5905), with its control messages (RFC 9327), which are only recognised. */
package io.brook.analysis.protocol.ntp;

package io.brook.analysis.protocol.syslog;

/**
 * What a datagram says.
 *
 * @param priority its number, of which more than the last ten bits mean nothing; {@link SyslogPriority#ABSENT} when there is none
 * @param text the rest, one character a byte
 */
record SyslogMessage(int priority, String text) {}

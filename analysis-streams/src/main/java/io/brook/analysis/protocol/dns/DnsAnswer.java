package io.brook.analysis.protocol.dns;

/**
 * A record of a response that is logged.
 *
 * @param text what it says in short, a character a byte
 * @param lifetime for how many seconds it may be kept
 */
record DnsAnswer(String text, long lifetime) {}

package io.brook.analysis.protocol.dns;

/**
 * A question.
 *
 * @param name what is asked for, in lower case, a character a byte
 */
record DnsQuestion(String name, int type, int recordClass) {}

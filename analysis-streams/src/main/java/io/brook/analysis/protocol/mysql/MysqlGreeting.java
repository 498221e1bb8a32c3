package io.brook.analysis.protocol.mysql;

/**
 * What a server says first.
 *
 * @param version of the protocol; only 9 and 10 are known, and another one is a failure
 * @param takesAttributes whether statements may have attributes
 * @param failure what the server says instead of a greeting; null when it greets
 */
record MysqlGreeting(int version, boolean takesAttributes, String failure) {}

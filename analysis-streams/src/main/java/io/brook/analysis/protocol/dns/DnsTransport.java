package io.brook.analysis.protocol.dns;

/**
 * What a message's form depends on, outside of it.
 *
 * @param isNetbiosPort whether the responder's port is that of NetBIOS names
 */
record DnsTransport(boolean isDatagrams, boolean isNetbiosPort) {}

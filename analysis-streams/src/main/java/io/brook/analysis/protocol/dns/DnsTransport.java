package io.brook.analysis.protocol.dns;

/**
 * What the form of a message depends on, besides the message itself.
 *
 * @param isNetbiosPort whether the responder's port is that of NetBIOS names
 */
record DnsTransport(boolean isDatagrams, boolean isNetbiosPort) {}

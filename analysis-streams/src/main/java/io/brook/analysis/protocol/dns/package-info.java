/**
 * DNS (RFC 1035) over UDP and TCP, and what looks like it: multicast DNS, LLMNR, NetBIOS name service. {@code DnsSession} finds
 * the messages, {@code DnsParser} and the classes of records read them, {@code DnsTransactions} pairs questions and answers.
 */
package io.brook.analysis.protocol.dns;

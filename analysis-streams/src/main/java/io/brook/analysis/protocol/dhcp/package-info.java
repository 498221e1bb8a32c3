/**
 * DHCP (RFC 2131, RFC 2132). A transaction is spread over connections, because its first messages are broadcast and the others
 * are not, so messages are reported one by one; what they say together is put together by {@code detect.dhcp}.
 */
package io.brook.analysis.protocol.dhcp;

package io.brook.analysis.protocol.dhcp;

import io.brook.schemas.record.DhcpMessage;

/**
 * What a datagram says.
 *
 * @param transaction the number that its transaction's messages have in common
 * @param message what it says that is logged
 * @param cookie what its options begin with
 */
record DhcpDatagram(long transaction, DhcpMessage message, int cookie) {}

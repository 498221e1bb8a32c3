package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;

/**
 * One packet.
 *
 * @param payload its payload, or the beginning of it
 * @param sequence its number
 * @param isWhole whether all of the payload is there, so that what is missing was never sent
 */
record MysqlPacket(FieldReader payload, int sequence, boolean isWhole) {}

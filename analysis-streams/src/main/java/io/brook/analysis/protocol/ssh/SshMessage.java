package io.brook.analysis.protocol.ssh;

import io.brook.analysis.bytes.ByteCursor;

/**
 * A packet of version 2 that is not encrypted (RFC 4253, section 6).
 *
 * @param type the message's number
 * @param payload what follows the number
 */
record SshMessage(int type, ByteCursor payload) {}

package io.brook.analysis.protocol.rfb;

import io.brook.analysis.bytes.FieldReader;
import java.nio.ByteOrder;

/**
 * Something that a side has sent, complete.
 *
 * @param text the body, one character a byte, where it says something; otherwise empty
 */
record RfbMessage(RfbPart part, byte[] header, String text) {
    FieldReader fields() {
        return FieldReader.of(null, header, 0, header.length, ByteOrder.BIG_ENDIAN);
    }
}

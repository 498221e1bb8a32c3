package io.brook.analysis.protocol.radius;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes a message of a datagram (RFC 2865, sections 3 and 5). As in Zeek attributes reach to the datagram's end, whatever the
 * message says of its length.
 */
final class RadiusParser {
    private static final int HEADER_LENGTH = 4;
    private static final int AUTHENTICATOR_LENGTH = 16;
    private static final int ATTRIBUTE_HEADER_LENGTH = 2;

    private RadiusParser() {}

    static RadiusMessage message(ByteCursor datagram) throws MalformedException {
        FieldReader message = FieldReader.of("RADIUS_PDU", datagram, ByteOrder.BIG_ENDIAN);
        message.need("length", HEADER_LENGTH);
        int code = message.u8("code");
        message.moveTo(HEADER_LENGTH);
        message.skip("authenticator", AUTHENTICATOR_LENGTH);
        return new RadiusMessage(code, attributes(message));
    }

    private static Map<Integer, String> attributes(FieldReader in) throws MalformedException {
        Map<Integer, String> attributes = new HashMap<>();
        while (!in.isAtEnd()) {
            in = in.within("RADIUS_Attribute", in.remaining());
            in.need("length", ATTRIBUTE_HEADER_LENGTH);
            int type = in.u8("code");
            int length = in.u8("length");
            attributes.putIfAbsent(type, in.text("value", length - ATTRIBUTE_HEADER_LENGTH));
        }
        return attributes;
    }
}

package io.brook.analysis.protocol.rfb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** Reads headers (RFC 6143, section 7). */
final class RfbParser {
    /** A longer text is a violation, as in Zeek. */
    private static final int MAX_TEXT = 65_535;

    private static final int DIGITS = 3;
    private static final int PIXEL_FORMAT = 16;

    private RfbParser() {}

    static RfbVersion version(FieldReader header) throws MalformedException {
        header.expect("RFB ");
        String major = header.text("major_ver", DIGITS);
        header.expect(".");
        return new RfbVersion(major, header.text("minor_ver", DIGITS));
    }

    /** How many bytes follow a header, by what it says. */
    static int bodyLength(RfbMessage message) throws MalformedException {
        FieldReader header = message.fields();
        return switch (message.part()) {
            case SECURITY_TYPES -> header.u8("count");
            case FAILURE_REASON -> textLength(header, "RFBFailReasonString:len");
            case ARD_CHALLENGE -> 2 * ardKeyLength(header);
            case SERVER_INIT -> {
                header.skip("pixel_format", 4 + PIXEL_FORMAT);
                yield textLength(header, "RFBServerInit:len");
            }
            case SET_ENCODINGS -> {
                header.skip("pad", 1);
                yield Integer.BYTES * header.u16("num_encodings");
            }
            case CUT_TEXT -> {
                header.skip("pad", 3);
                yield textLength(header, "ClientCutText:len");
            }
            default -> 0;
        };
    }

    private static int textLength(FieldReader header, String field) throws MalformedException {
        long length = header.u32(field);
        if (length > MAX_TEXT) {
            throw MalformedException.enforced(field);
        }
        return (int) length;
    }

    /** @param header of a challenge of Apple Remote Desktop */
    static int ardKeyLength(FieldReader header) throws MalformedException {
        header.skip("generator", 2);
        return header.u16("key_length");
    }
}

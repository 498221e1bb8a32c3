package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** Length-encoded integers, and strings with such a length before them. */
final class MysqlLengthEncoded {
    private MysqlLengthEncoded() {}

    static int number(FieldReader in) throws MalformedException {
        return number(in, in.u8("LengthEncodedInteger:length"));
    }

    /**
     * The rest of a number; of a long one its lowest 32 bits, as Zeek takes them.
     *
     * @param first its first byte
     */
    static int number(FieldReader in, int first) throws MalformedException {
        return switch (first) {
            case 0xfb, 0xff -> 0;
            case 0xfc -> in.u16("LengthEncodedIntegerLookahead:i2");
            case 0xfd -> in.u24("LengthEncodedIntegerLookahead:i3");
            case 0xfe -> (int) in.u64("LengthEncodedIntegerLookahead:i4");
            default -> first;
        };
    }

    /** Skips a text. */
    static void skip(FieldReader in) throws MalformedException {
        in.skip("LengthEncodedString:val", number(in));
    }

    /** Skips the rest of a text of which the first byte has been read. */
    static void skip(FieldReader in, int first) throws MalformedException {
        in.skip("LengthEncodedStringArg:val", number(in, first));
    }
}

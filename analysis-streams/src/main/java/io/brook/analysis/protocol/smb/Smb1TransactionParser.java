package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** Reads the command of version 1 that writes to a pipe and reads what comes back (MS-CIFS, section 2.2.4.33). */
final class Smb1TransactionParser {
    private Smb1TransactionParser() {}

    /** A request. */
    static Smb1Transaction request(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        in.skip("word_count", Smb1Layout.WORD_COUNT);
        in.skip("totals, maximums, reserved, flags, timeout, reserved", 2 + 2 + 2 + 2 + 1 + 1 + 2 + 4 + 2);
        int parameters = in.u16("parameter_count");
        int parametersAt = in.u16("parameter_offset");
        in.skip("data_count", 2);
        int dataAt = in.u16("data_offset");
        skipSetup(in);
        String name = message.text();
        return new Smb1Transaction(name, data(message, parametersAt, parameters, dataAt));
    }

    /** What a reply brings; null for nothing. */
    static FieldReader reply(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        in.skip("word_count, totals, reserved", Smb1Layout.WORD_COUNT + 2 + 2 + 2);
        int parameters = in.u16("parameter_count");
        int parametersAt = in.u16("parameter_offset");
        in.skip("parameter_displacement", 2);
        int count = in.u16("data_count");
        int dataAt = in.u16("data_offset");
        in.skip("data_displacement", 2);
        skipSetup(in);
        FieldReader data = data(message, parametersAt, parameters, dataAt);
        return count > 0 ? data : null;
    }

    private static void skipSetup(FieldReader in) throws MalformedException {
        int words = in.u8("setup_count");
        in.skip("reserved, setup, byte_count", 1 + 2L * words + Smb1Layout.BYTE_COUNT);
    }

    private static FieldReader data(Smb1Message message, int parametersAt, int parameters, int dataAt)
            throws MalformedException {
        message.moveTo(parametersAt);
        message.in.skip("parameters", parameters);
        message.moveTo(dataAt);
        return message.in.part("data", message.in.remaining());
    }
}

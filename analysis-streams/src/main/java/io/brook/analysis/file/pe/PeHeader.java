package io.brook.analysis.file.pe;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.log.PeLog;
import java.util.concurrent.TimeUnit;

/**
 * The file header, with the signature before it.
 *
 * @param compiled in seconds since the epoch
 */
record PeHeader(int machine, int sections, long compiled, int optionalHeaderLength, int characteristics) {
    static final int LENGTH = 24;

    private static final int MACHINE_32_BIT = 0x100;

    /** Reads it; Zeek does not insist on the signature. */
    static PeHeader read(FieldReader in) throws MalformedException {
        in.skip("Signature", Integer.BYTES);
        int machine = in.u16("Machine");
        int sections = in.u16("NumberOfSections");
        long compiled = in.u32("TimeDateStamp");
        in.skip("PointerToSymbolTable", Integer.BYTES);
        in.skip("NumberOfSymbols", Integer.BYTES);
        int optionalHeaderLength = in.u16("SizeOfOptionalHeader");
        return new PeHeader(machine, sections, compiled, optionalHeaderLength, in.u16("Characteristics"));
    }

    void fill(PeLog line) {
        line.setMachine(PeNames.machine(machine));
        line.setCompileTs(TimeUnit.SECONDS.toNanos(compiled));
        line.setIsExe(optionalHeaderLength > 0);
        line.setIs64bit((characteristics & MACHINE_32_BIT) == 0);
    }
}

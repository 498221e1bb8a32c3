package io.brook.analysis.file.pe;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.log.PeLog;

/** What the optional header says, as columns of pe.log. */
final class PeOptionalHeader {
    private static final int PE32 = 0x10b;
    private static final int PE32_PLUS = 0x20b;
    private static final int ROM = 0x107;

    private static final int DYNAMIC_BASE = 0x40;
    private static final int FORCE_INTEGRITY = 0x80;
    private static final int NX_COMPAT = 0x100;
    private static final int NO_SEH = 0x400;

    private static final int EXPORT_TABLE = 0;
    private static final int IMPORT_TABLE = 1;
    private static final int CERTIFICATE_TABLE = 4;
    private static final int DEBUG_TABLE = 6;
    private static final int TABLE_ENTRY = 8;

    private PeOptionalHeader() {}

    /**
     * Reads it, as far as it is kept.
     *
     * @param length how long it is, though only its beginning may be there
     * @return whether it is as long as its contents need it to be
     */
    static boolean read(FieldReader in, int length, PeLog line) throws MalformedException {
        if (length < Short.BYTES) {
            return false;
        }
        OptionalFormat format = OptionalFormat.of(in.u16("Magic"));
        if (length < format.tables()) {
            return false;
        }
        in.moveTo(format.tables() - Integer.BYTES);
        long tables = in.u32("NumberOfRvaAndSizes");
        if (tables > (length - format.tables()) / TABLE_ENTRY) {
            return false;
        }
        if (format.known()) {
            tables(in, tables, line);
            in.moveTo(format.versions());
            versions(in, line);
        }
        return true;
    }

    /** From the version of the operating system on. */
    private static void versions(FieldReader in, PeLog line) throws MalformedException {
        int major = in.u16("MajorOperatingSystemVersion");
        int minor = in.u16("MinorOperatingSystemVersion");
        line.setOs(PeNames.windows(major, minor));
        in.skip("ImageVersion", 4);
        in.skip("SubsystemVersion", 4);
        in.skip("Win32VersionValue", 4);
        in.skip("SizeOfImage", 4);
        in.skip("SizeOfHeaders", 4);
        in.skip("CheckSum", 4);
        line.setSubsystem(PeNames.subsystem(in.u16("Subsystem")));
        characteristics(in.u16("DllCharacteristics"), line);
    }

    private static void characteristics(int flags, PeLog line) {
        line.setUsesAslr((flags & DYNAMIC_BASE) != 0);
        line.setUsesDep((flags & NX_COMPAT) != 0);
        line.setUsesCodeIntegrity((flags & FORCE_INTEGRITY) != 0);
        line.setUsesSeh((flags & NO_SEH) == 0);
    }

    private static void tables(FieldReader in, long count, PeLog line) throws MalformedException {
        int at = in.position();
        line.setHasExportTable(has(in, at, EXPORT_TABLE, count));
        line.setHasImportTable(has(in, at, IMPORT_TABLE, count));
        line.setHasCertTable(has(in, at, CERTIFICATE_TABLE, count));
        line.setHasDebugData(has(in, at, DEBUG_TABLE, count));
    }

    private static boolean has(FieldReader in, int tables, int table, long count) throws MalformedException {
        if (count <= table) {
            return false;
        }
        in.moveTo(tables + table * TABLE_ENTRY);
        in.skip("VirtualAddress", Integer.BYTES);
        return in.u32("Size") > 0;
    }

    /**
     * The forms of the optional header.
     *
     * @param known whether its magic number is that of one; others are read like those of a ROM image, and not believed
     * @param versions where the version of the operating system stands
     * @param tables where the table of tables begins; its length stands before it
     */
    private record OptionalFormat(boolean known, int versions, int tables) {
        static OptionalFormat of(int magic) {
            return switch (magic) {
                case PE32 -> new OptionalFormat(true, 40, 96);
                case PE32_PLUS -> new OptionalFormat(true, 40, 112);
                default -> new OptionalFormat(magic == ROM, 36, 76);
            };
        }
    }
}

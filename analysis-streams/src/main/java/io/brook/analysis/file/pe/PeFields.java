package io.brook.analysis.file.pe;

import io.brook.schemas.log.PeLog;
import java.util.concurrent.TimeUnit;

/** What the PE header and the optional header say, as the columns of pe.log. */
final class PeFields {
    private static final int PE32 = 0x10b;
    private static final int PE32_PLUS = 0x20b;
    private static final int ROM = 0x107;

    private static final int MACHINE_32_BIT = 0x100;
    private static final int DYNAMIC_BASE = 0x40;
    private static final int FORCE_INTEGRITY = 0x80;
    private static final int NX_COMPAT = 0x100;
    private static final int NO_SEH = 0x400;

    private static final int EXPORT_TABLE = 0;
    private static final int IMPORT_TABLE = 1;
    private static final int CERTIFICATE_TABLE = 4;
    private static final int DEBUG_TABLE = 6;
    private static final int TABLE_ENTRY = 8;

    private PeFields() {}

    /** The 24 bytes from the signature on. */
    static void fileHeader(byte[] header, PeLog line) {
        line.setMachine(PeNames.machine(LittleEndian.u16(header, 4)));
        line.setCompileTs(TimeUnit.SECONDS.toNanos(LittleEndian.u32(header, 8)));
        line.setIsExe(LittleEndian.u16(header, 20) > 0);
        line.setIs64bit((LittleEndian.u16(header, 22) & MACHINE_32_BIT) == 0);
    }

    /**
     * @param length how long the header is, though only its beginning may be there
     * @return whether it is as long as its contents need it to be
     */
    static boolean optionalHeader(byte[] header, int length, PeLog line) {
        if (length < Short.BYTES) {
            return false;
        }
        OptionalFormat format = OptionalFormat.of(LittleEndian.u16(header, 0));
        if (length < format.tables()) {
            return false;
        }
        long tables = LittleEndian.u32(header, format.tables() - Integer.BYTES);
        if (tables > (length - format.tables()) / TABLE_ENTRY) {
            return false;
        }
        if (format.known()) {
            versions(header, format.versions(), line);
            characteristics(LittleEndian.u16(header, format.versions() + 30), line);
            tables(header, format.tables(), tables, line);
        }
        return true;
    }

    private static void versions(byte[] header, int at, PeLog line) {
        line.setOs(PeNames.windows(LittleEndian.u16(header, at), LittleEndian.u16(header, at + 2)));
        line.setSubsystem(PeNames.subsystem(LittleEndian.u16(header, at + 28)));
    }

    private static void characteristics(int flags, PeLog line) {
        line.setUsesAslr((flags & DYNAMIC_BASE) != 0);
        line.setUsesDep((flags & NX_COMPAT) != 0);
        line.setUsesCodeIntegrity((flags & FORCE_INTEGRITY) != 0);
        line.setUsesSeh((flags & NO_SEH) == 0);
    }

    private static void tables(byte[] header, int at, long count, PeLog line) {
        line.setHasExportTable(has(header, at, EXPORT_TABLE, count));
        line.setHasImportTable(has(header, at, IMPORT_TABLE, count));
        line.setHasCertTable(has(header, at, CERTIFICATE_TABLE, count));
        line.setHasDebugData(has(header, at, DEBUG_TABLE, count));
    }

    private static boolean has(byte[] header, int at, int table, long count) {
        return count > table && LittleEndian.u32(header, at + table * TABLE_ENTRY + Integer.BYTES) > 0;
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

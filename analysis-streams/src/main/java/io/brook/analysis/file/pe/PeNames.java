package io.brook.analysis.file.pe;

import java.util.Map;

/** Zeek's names of the numbers in PE headers. */
final class PeNames {
    private static final String UNKNOWN = "unknown-";

    private static final Map<Integer, String> MACHINES = Map.ofEntries(
            Map.entry(0x0, "UNKNOWN"),
            Map.entry(0x14c, "I386"),
            Map.entry(0x166, "R4000"),
            Map.entry(0x169, "WCEMIPSV2"),
            Map.entry(0x1a2, "SH3"),
            Map.entry(0x1a3, "SH3DSP"),
            Map.entry(0x1a6, "SH4"),
            Map.entry(0x1a8, "SH5"),
            Map.entry(0x1c0, "ARM"),
            Map.entry(0x1c2, "THUMB"),
            Map.entry(0x1c4, "ARMNT"),
            Map.entry(0x1d3, "AM33"),
            Map.entry(0x1f0, "POWERPC"),
            Map.entry(0x1f1, "POWERPCFP"),
            Map.entry(0x200, "IA64"),
            Map.entry(0x266, "MIPS16"),
            Map.entry(0x366, "MIPSFPU"),
            Map.entry(0x466, "MIPSFPU16"),
            Map.entry(0xebc, "EBC"),
            Map.entry(0x8664, "AMD64"),
            Map.entry(0x9041, "M32R"),
            Map.entry(0xaa64, "ARM64"));

    private static final Map<Integer, String> SUBSYSTEMS = Map.ofEntries(
            Map.entry(0, "UNKNOWN"),
            Map.entry(1, "NATIVE"),
            Map.entry(2, "WINDOWS_GUI"),
            Map.entry(3, "WINDOWS_CUI"),
            Map.entry(7, "POSIX_CUI"),
            Map.entry(9, "WINDOWS_CE_GUI"),
            Map.entry(10, "EFI_APPLICATION"),
            Map.entry(11, "EFI_BOOT_SERVICE_DRIVER"),
            Map.entry(12, "EFI_RUNTIME_DRIVER"),
            Map.entry(13, "EFI_ROM"),
            Map.entry(14, "XBOX"));

    private static final Map<String, String> WINDOWS = Map.ofEntries(
            Map.entry("10.0", "Windows 10"),
            Map.entry("6.4", "Windows 10 Technical Preview"),
            Map.entry("6.3", "Windows 8.1 or Server 2012 R2"),
            Map.entry("6.2", "Windows 8 or Server 2012"),
            Map.entry("6.1", "Windows 7 or Server 2008 R2"),
            Map.entry("6.0", "Windows Vista or Server 2008"),
            Map.entry("5.2", "Windows XP x64 or Server 2003"),
            Map.entry("5.1", "Windows XP"),
            Map.entry("5.0", "Windows 2000"),
            Map.entry("4.90", "Windows Me"),
            Map.entry("4.10", "Windows 98"),
            Map.entry("4.0", "Windows 95 or NT 4.0"),
            Map.entry("3.51", "Windows NT 3.51"),
            Map.entry("3.50", "Windows NT 3.5"),
            Map.entry("3.11", "Windows for Workgroups 3.11"),
            Map.entry("3.10", "Windows 3.1 or NT 3.1"),
            Map.entry("3.2", "Windows 3.2"),
            Map.entry("3.0", "Windows 3.0"),
            Map.entry("2.11", "Windows 2.11"),
            Map.entry("2.10", "Windows 2.10"),
            Map.entry("2.0", "Windows 2.0"),
            Map.entry("1.4", "Windows 1.04"),
            Map.entry("1.3", "Windows 1.03"),
            Map.entry("1.1", "Windows 1.01"),
            Map.entry("1.0", "Windows 1.0"));

    private PeNames() {}

    static String machine(int number) {
        return MACHINES.getOrDefault(number, UNKNOWN + number);
    }

    static String subsystem(int number) {
        return SUBSYSTEMS.getOrDefault(number, UNKNOWN + number);
    }

    /** The version of Windows. */
    static String windows(int major, int minor) {
        String version = major + "." + minor;
        return WINDOWS.getOrDefault(version, UNKNOWN + version);
    }
}

package io.brook.analysis.protocol.dhcp;

/** Formats the addresses of network interfaces: six bytes, or eight if the last two are not zero. */
final class DhcpHardwareAddress {
    private static final int EUI_48 = 6;
    private static final int EUI_64 = 8;

    private DhcpHardwareAddress() {}

    /**
     * Writes the address that a field begins with.
     *
     * @return empty text when there is no room for an address in it
     */
    static String format(byte[] field) {
        int length = field.length;
        if (length < EUI_64 && length != EUI_48) {
            return "";
        }
        boolean isShort = length == EUI_48 || field[EUI_48] == 0 && field[EUI_48 + 1] == 0;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < (isShort ? EUI_48 : EUI_64); i++) {
            out.append(i == 0 ? "" : ":");
            out.append(Character.forDigit(field[i] >> 4 & 0xf, 16));
            out.append(Character.forDigit(field[i] & 0xf, 16));
        }
        return out.toString();
    }
}

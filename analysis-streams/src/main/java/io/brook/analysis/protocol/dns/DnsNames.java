package io.brook.analysis.protocol.dns;

import io.brook.analysis.bytes.Table;
import java.util.Map;

/** What dns.log calls the protocol's numbers. */
final class DnsNames {
    private static final Map<Integer, String> OPCODES = table("opcodes.txt");
    private static final Map<Integer, String> NETBIOS_OPCODES = table("netbios-opcodes.txt");
    private static final Map<Integer, String> CLASSES = table("classes.txt");
    private static final Map<Integer, String> TYPES = table("types.txt");
    private static final Map<Integer, String> RESPONSE_CODES = table("response-codes.txt");

    private DnsNames() {}

    private static Map<Integer, String> table(String resource) {
        return Table.names(DnsNames.class, resource, 10);
    }

    static String opcode(int number, boolean netbios) {
        return netbios ? name(NETBIOS_OPCODES, "netbios-opcode-", number) : name(OPCODES, "opcode-", number);
    }

    static String recordClass(int number) {
        return name(CLASSES, "qclass-", number);
    }

    static String type(int number) {
        return name(TYPES, "query-", number);
    }

    /** @param number below 16 */
    static String responseCode(int number) {
        return RESPONSE_CODES.get(number);
    }

    private static String name(Map<Integer, String> names, String unknown, int number) {
        String name = names.get(number);
        return name == null ? unknown + number : name;
    }
}

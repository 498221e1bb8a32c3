package io.brook.analysis.protocol.dns;

/** The kind of a message: four bits of its header. */
final class DnsOpcode {
    static final int QUERY = 0;
    static final int NOTIFY = 4;
    static final int DYNAMIC_UPDATE = 5;

    private static final int INVERSE_QUERY = 1;
    private static final int SERVER_STATUS = 2;
    private static final int STATEFUL_OPERATIONS = 6;

    private static final int NETBIOS_REGISTRATION = 5;
    private static final int NETBIOS_RELEASE = 6;
    private static final int NETBIOS_WAIT = 7;
    private static final int NETBIOS_REFRESH = 8;

    private DnsOpcode() {}

    /** Whether messages of this kind are read and logged. */
    static boolean isLogged(int opcode) {
        return opcode == QUERY || opcode == DYNAMIC_UPDATE || opcode == NOTIFY;
    }

    /** The name in dns.log. */
    static String name(int opcode, boolean netbios) {
        return netbios ? netbiosName(opcode) : dnsName(opcode);
    }

    private static String dnsName(int opcode) {
        return switch (opcode) {
            case QUERY -> "query";
            case INVERSE_QUERY -> "iquery";
            case SERVER_STATUS -> "server-status";
            case NOTIFY -> "notify";
            case DYNAMIC_UPDATE -> "dynamic-update";
            case STATEFUL_OPERATIONS -> "dso";
            default -> "opcode-" + opcode;
        };
    }

    private static String netbiosName(int opcode) {
        return switch (opcode) {
            case QUERY -> "netbios-query";
            case NETBIOS_REGISTRATION -> "netbios-registration";
            case NETBIOS_RELEASE -> "netbios-release";
            case NETBIOS_WAIT -> "netbios-wack";
            case NETBIOS_REFRESH -> "netbios-refresh";
            default -> "netbios-opcode-" + opcode;
        };
    }
}

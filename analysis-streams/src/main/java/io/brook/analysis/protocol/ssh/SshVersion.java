package io.brook.analysis.protocol.ssh;

/** What a version string says, and what two of them agree on (RFC 4253, section 5). */
enum SshVersion {
    /** None yet, an invalid one, or two that do not agree. */
    UNKNOWN,
    ONE,
    /** Compatible with both. */
    ONE_99,
    TWO;

    /** @param said a version string such as SSH-2.0-OpenSSH_9.9 */
    static SshVersion of(String said) {
        if (said.length() < 5) {
            return UNKNOWN;
        }
        return switch (said.charAt(4)) {
            case '2' -> TWO;
            case '1' -> said.startsWith("99", 6) ? ONE_99 : ONE;
            default -> UNKNOWN;
        };
    }

    static SshVersion agreed(SshVersion client, SshVersion server) {
        if (client == UNKNOWN || server == UNKNOWN) {
            return UNKNOWN;
        }
        if (client == ONE_99 || server == ONE_99) {
            return client == ONE || server == ONE ? ONE : TWO;
        }
        return client == server ? client : UNKNOWN;
    }
}

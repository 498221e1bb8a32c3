package io.brook.analysis.protocol.ssh;

import java.util.stream.Stream;

/** A key exchange method: which messages it has, and which of them holds the server's host key. */
enum SshKeyExchange {
    /** Not agreed on yet, or one that Zeek does not know. */
    UNKNOWN(0),
    /** RFC 4253, section 8. */
    DH(31),
    /** RFC 4419. */
    DH_GROUP_EXCHANGE(33),
    /** RFC 5656, and later ones that send the same messages. */
    ELLIPTIC_CURVE(31),
    /** RFC 4462. */
    GSS(33),
    /** RFC 4432: Zeek takes no fingerprint of its key. */
    RSA(0);

    private static final int FIRST_MESSAGE = 30;

    /** The message in which the server sends its key. */
    private final int hostKeyMessage;

    SshKeyExchange(int hostKeyMessage) {
        this.hostKeyMessage = hostKeyMessage;
    }

    /** The methods that Zeek 8.2 knows. */
    static SshKeyExchange named(String name) {
        return switch (name) {
            case "diffie-hellman-group1-sha1",
                    "diffie-hellman-group14-sha1",
                    "diffie-hellman-group14-sha256",
                    "diffie-hellman-group16-sha512" -> DH;
            case "diffie-hellman-group-exchange-sha1", "diffie-hellman-group-exchange-sha256" -> DH_GROUP_EXCHANGE;
            case "rsa1024-sha1", "rsa2048-sha256" -> RSA;
            case "ecmqv-sha2" -> ELLIPTIC_CURVE;
            default -> family(name);
        };
    }

    private static SshKeyExchange family(String name) {
        if (name.startsWith("gss-")) {
            return GSS;
        }
        boolean curve = Stream.of("ecdh-sha2-", "curve25519-sha256", "sntrup761x25519-sha512", "mlkem")
                .anyMatch(name::startsWith);
        return curve ? ELLIPTIC_CURVE : UNKNOWN;
    }

    boolean isHostKey(int message) {
        return hostKeyMessage != 0 && message == hostKeyMessage;
    }

    /** Whether a message does not violate the protocol; where Zeek knows of more than the method's own, none does. */
    boolean allows(int message) {
        return switch (this) {
            case ELLIPTIC_CURVE -> message == FIRST_MESSAGE || message == FIRST_MESSAGE + 1;
            case RSA -> message >= FIRST_MESSAGE && message <= FIRST_MESSAGE + 2;
            case GSS -> message >= FIRST_MESSAGE && message <= FIRST_MESSAGE + 4 || message == 40 || message == 41;
            default -> true;
        };
    }
}

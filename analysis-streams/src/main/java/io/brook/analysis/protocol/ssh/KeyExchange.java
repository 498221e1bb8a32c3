package io.brook.analysis.protocol.ssh;

/** How keys are exchanged, as far as it tells where the server's key is, and which messages there are. */
enum KeyExchange {
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

    KeyExchange(int hostKeyMessage) {
        this.hostKeyMessage = hostKeyMessage;
    }

    static KeyExchange named(String name) {
        if (name.startsWith("diffie-hellman-group-exchange-")) {
            return DH_GROUP_EXCHANGE;
        } else if (name.startsWith("diffie-hellman-group")) {
            return DH;
        } else if (name.startsWith("rsa1024-") || name.startsWith("rsa2048-")) {
            return RSA;
        } else if (name.startsWith("gss-")) {
            return GSS;
        } else if (name.startsWith("ecdh-sha2-")
                || name.startsWith("ecmqv-sha2")
                || name.startsWith("curve25519-")
                || name.startsWith("curve448-")
                || name.startsWith("sntrup")
                || name.startsWith("mlkem")) {
            return ELLIPTIC_CURVE;
        }
        return UNKNOWN;
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

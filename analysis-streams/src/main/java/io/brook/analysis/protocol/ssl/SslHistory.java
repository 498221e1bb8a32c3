package io.brook.analysis.protocol.ssl;

/** The messages in their order, one letter each, in upper case for those of the client. */
final class SslHistory {
    /** Zeek's SSL::max_ssl_history_length. */
    static final int MAX = 100;

    private final StringBuilder letters = new StringBuilder();

    /** @return whether it is full now, for the first time */
    boolean add(boolean isClient, char letter) {
        if (letters.length() == MAX) {
            return false;
        }
        letters.append(isClient ? Character.toUpperCase(letter) : letter);
        return letters.length() == MAX;
    }

    /** Client and server have turned out to be the other way round. */
    void flipped() {
        if (letters.length() < MAX) {
            letters.append('^');
        }
    }

    /** The letter of a kind of handshake message. */
    static char ofHandshake(int type) {
        return switch (type) {
            case SslHandshake.HELLO_REQUEST -> 'h';
            case SslHandshake.CLIENT_HELLO -> 'c';
            case SslHandshake.SERVER_HELLO -> 's';
            case SslHandshake.HELLO_VERIFY_REQUEST -> 'v';
            case SslHandshake.SESSION_TICKET -> 't';
            case 5 -> 'e';
            case 6 -> 'j';
            case 8 -> 'o';
            case SslHandshake.CERTIFICATE -> 'x';
            case SslHandshake.SERVER_KEY_EXCHANGE -> 'k';
            case SslHandshake.CERTIFICATE_REQUEST -> 'r';
            case SslHandshake.SERVER_HELLO_DONE -> 'n';
            case SslHandshake.CERTIFICATE_VERIFY -> 'y';
            case SslHandshake.CLIENT_KEY_EXCHANGE -> 'g';
            case SslHandshake.FINISHED -> 'f';
            case SslHandshake.CERTIFICATE_URL -> 'w';
            case SslHandshake.CERTIFICATE_STATUS -> 'u';
            case 23 -> 'a';
            case 24 -> 'p';
            case 254 -> 'm';
            default -> 'z';
        };
    }

    @Override
    public String toString() {
        return letters.toString();
    }
}

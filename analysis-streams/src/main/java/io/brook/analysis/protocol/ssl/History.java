package io.brook.analysis.protocol.ssl;

/** The messages in order: a letter each, upper case by the client. */
final class History {
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
            case Handshake.HELLO_REQUEST -> 'h';
            case Handshake.CLIENT_HELLO -> 'c';
            case Handshake.SERVER_HELLO -> 's';
            case Handshake.HELLO_VERIFY_REQUEST -> 'v';
            case Handshake.SESSION_TICKET -> 't';
            case 5 -> 'e';
            case 6 -> 'j';
            case 8 -> 'o';
            case Handshake.CERTIFICATE -> 'x';
            case Handshake.SERVER_KEY_EXCHANGE -> 'k';
            case Handshake.CERTIFICATE_REQUEST -> 'r';
            case Handshake.SERVER_HELLO_DONE -> 'n';
            case Handshake.CERTIFICATE_VERIFY -> 'y';
            case Handshake.CLIENT_KEY_EXCHANGE -> 'g';
            case Handshake.FINISHED -> 'f';
            case Handshake.CERTIFICATE_URL -> 'w';
            case Handshake.CERTIFICATE_STATUS -> 'u';
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

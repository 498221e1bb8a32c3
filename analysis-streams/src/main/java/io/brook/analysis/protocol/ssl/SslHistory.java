package io.brook.analysis.protocol.ssl;

/** The messages in their order, one letter each, in upper case for those of the client. */
final class SslHistory {
    /** Zeek's SSL::max_ssl_history_length. */
    static final int MAX = 100;

    /** The letters of the kinds of handshake messages by their numbers (Zeek's ssl.log); z for those that have none. */
    private static final String LETTERS = "hcsvtejzozzxkrnygzzzfwuap";

    private static final int MESSAGE_HASH = 254;

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
        return type < LETTERS.length() ? LETTERS.charAt(type) : type == MESSAGE_HASH ? 'm' : 'z';
    }

    @Override
    public String toString() {
        return letters.toString();
    }
}

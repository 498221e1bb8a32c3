package io.brook.analysis.protocol.rfb;

/** What either side may send: a header of fixed length, and often a body, the length of which is in the header. */
enum RfbPart {
    VERSION(12),

    /** The server's choice, up to version 3.6. */
    SECURITY_TYPE(4),
    /** The server's offer, from version 3.7 on. */
    SECURITY_TYPES(1),
    FAILURE_REASON(4),
    VNC_CHALLENGE(16),
    /** Of Apple Remote Desktop, which no document describes. */
    ARD_CHALLENGE(4),
    SECURITY_RESULT(4),
    SERVER_INIT(24),

    SECURITY_CHOICE(1),
    VNC_RESPONSE(16),
    ARD_RESPONSE(0),
    CLIENT_INIT(1),

    MESSAGE_TYPE(1),
    SET_PIXEL_FORMAT(19),
    SET_ENCODINGS(3),
    UPDATE_REQUEST(9),
    KEY_EVENT(7),
    POINTER_EVENT(5),
    CUT_TEXT(7),
    /** Of a type that Zeek does not know. */
    OTHER_MESSAGE(0),

    /** It is the other side's turn. */
    NOTHING(0);

    private final int headerLength;

    RfbPart(int headerLength) {
        this.headerLength = headerLength;
    }

    int headerLength() {
        return headerLength;
    }

    /** What a client sends behind the number of a message's type (RFC 6143, section 7.5). */
    static RfbPart ofClientMessage(int type) {
        return switch (type) {
            case 0 -> SET_PIXEL_FORMAT;
            case 2 -> SET_ENCODINGS;
            case 3 -> UPDATE_REQUEST;
            case 4 -> KEY_EVENT;
            case 5 -> POINTER_EVENT;
            case 6 -> CUT_TEXT;
            default -> OTHER_MESSAGE;
        };
    }
}

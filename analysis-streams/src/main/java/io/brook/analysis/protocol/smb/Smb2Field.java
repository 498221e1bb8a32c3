package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/**
 * The fields of messages of versions 2 and 3 that are looked at: where they are, and how many bytes they have (MS-SMB2, section 2.2).
 * What one points at is given by its offset; how long that is follows in two bytes, unless there is a field for it.
 */
enum Smb2Field {
    // The header, section 2.2.1.
    HEADER_LENGTH(4 - Smb2Layout.HEADER, 2),
    STATUS(8 - Smb2Layout.HEADER, 4),
    COMMAND(12 - Smb2Layout.HEADER, 2),
    MESSAGE_ID(24 - Smb2Layout.HEADER, 8),
    TREE_ID(36 - Smb2Layout.HEADER, 4),
    // Requests.
    NEGOTIATE_DIALECT_COUNT(2, 2),
    SESSION_SETUP_TOKEN(12, 2),
    TREE_CONNECT_PATH(4, 2),
    CREATE_OPTIONS(40, 4),
    CREATE_NAME(44, 2),
    CREATE_CONTEXTS(48, 4),
    CREATE_CONTEXTS_LENGTH(52, 4),
    CLOSE_FILE(8, 8),
    READ_POSITION(8, 8),
    READ_FILE(16, 8),
    READ_CHANNEL(44, 2),
    WRITE_DATA(2, 2),
    WRITE_LENGTH(4, 4),
    WRITE_POSITION(8, 8),
    WRITE_FILE(16, 8),
    LOCK_COUNT(2, 2),
    QUERY_DIRECTORY_NAME(24, 2),
    QUERY_INFO_INPUT(8, 2),
    QUERY_INFO_INPUT_LENGTH(12, 4),
    SET_INFO_TYPE(2, 1),
    SET_INFO_CLASS(3, 1),
    SET_INFO_BUFFER(8, 2),
    SET_INFO_FILE(16, 8),
    // Of both requests and replies.
    IOCTL_CODE(4, 4),
    IOCTL_FILE(8, 8),
    IOCTL_INPUT(24, 4),
    IOCTL_INPUT_LENGTH(28, 4),
    IOCTL_REQUEST_OUTPUT(36, 4),
    IOCTL_REQUEST_OUTPUT_LENGTH(40, 4),
    IOCTL_REPLY_OUTPUT(32, 4),
    IOCTL_REPLY_OUTPUT_LENGTH(36, 4),
    // Replies.
    NEGOTIATED_DIALECT(4, 2),
    NEGOTIATED_CONTEXT_COUNT(6, 2),
    NEGOTIATED_TOKEN_LENGTH(58, 2),
    NEGOTIATED_CONTEXTS(60, 4),
    SESSION_SETUP_ANSWER(4, 2),
    SHARE_TYPE(2, 1),
    CREATED_CREATION_TIME(8, 8),
    CREATED_ACCESS_TIME(16, 8),
    CREATED_WRITE_TIME(24, 8),
    CREATED_CHANGE_TIME(32, 8),
    CREATED_END_OF_FILE(48, 8),
    CREATED_FILE(64, 8),
    CREATED_CONTEXTS(80, 4),
    CREATED_CONTEXTS_LENGTH(84, 4),
    OUTPUT(2, 2),
    OUTPUT_LENGTH(4, 4);

    private final int at;
    private final int width;

    /** @param body where it is, counted from the header's end */
    Smb2Field(int body, int width) {
        this.at = Smb2Layout.HEADER + body;
        this.width = width;
    }

    /** What a message has there. */
    long of(FieldReader in) throws MalformedException {
        in.moveTo(at);
        return switch (width) {
            case 1 -> in.u8(name());
            case 2 -> in.u16(name());
            case 4 -> in.u32(name());
            default -> in.u64(name());
        };
    }

    /** The number of a file has two parts; Zeek identifies the file by their sum. */
    long fileOf(FieldReader in) throws MalformedException {
        in.moveTo(at);
        return in.u64(name()) + in.u64(name());
    }

    /**
     * Moves to what it points at. Offsets count from the header's beginning, if the header is as long as it says; one that points
     * back counts as none.
     *
     * @param after where that begins at least
     */
    void follow(FieldReader in, int after) throws MalformedException {
        in.moveTo(name(), Math.max(after, of(in) + Smb2Layout.HEADER - HEADER_LENGTH.of(in)));
    }

    /** What it points at, of the length that follows it. See {@link #follow}. */
    FieldReader partOf(FieldReader in, int after) throws MalformedException {
        in.moveTo(at + width);
        int length = in.u16(name());
        follow(in, after);
        return in.part(name(), length);
    }

    /** What it points at, of the length that another field has. */
    FieldReader partOf(FieldReader in, int after, Smb2Field length) throws MalformedException {
        long bytes = length.of(in);
        follow(in, after);
        return in.part(name(), bytes);
    }
}

package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/**
 * Reads the commands of version 1 that are about shares and files (MS-CIFS, section 2.2.4). Each begins with its word count and
 * leaves the message where its data ends.
 */
final class Smb1Parser {
    /** The word counts of requests whose positions in a file have 64 bits. */
    private static final int WIDE_READ = 12;

    private static final int WIDE_WRITE = 14;

    private static final long NO_HIGH_PART = 0xffffffffL;

    private Smb1Parser() {}

    /** Section 2.2.4.5.1: the number of the file. */
    static int close(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        in.skip("word_count", Smb1Layout.WORD_COUNT);
        int file = in.u16("fid");
        in.skip("last_modified, byte_count", 4 + Smb1Layout.BYTE_COUNT);
        return file;
    }

    /** Section 2.2.4.55.1: the share that a client asks for. */
    static Smb1Tree connect(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        message.skipNextCommand();
        in.skip("flags", 2);
        int password = in.u16("password_length");
        in.skip("byte_count", Smb1Layout.BYTE_COUNT);
        in.skip("password", password);
        String path = message.text();
        return new Smb1Tree(path, message.narrow(), "");
    }

    /** Section 2.2.4.55.2: the share that it gets. */
    static Smb1Tree connected(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        int words = in.u8("word_count");
        in.skip("andx", Smb1Layout.NEXT_COMMAND);
        in.skip("other parameters", 2L * Math.max(0, words - 2));
        int count = in.u16("byte_count");
        int data = in.position();
        String service = message.narrow();
        return new Smb1Tree(null, service, count > in.position() - data ? message.text() : "");
    }

    /** Section 2.2.4.64.1: the name of the file. */
    static String create(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        message.skipNextCommand();
        in.skip("reserved, name_length, flags, root_directory, access", 1 + 2 + 4 + 4 + 4);
        in.skip("allocation_size, attributes, share_access, disposition, options", 8 + 4 + 4 + 4 + 4);
        in.skip("impersonation, security_flags, byte_count", 4 + 1 + Smb1Layout.BYTE_COUNT);
        return message.text();
    }

    /** Section 2.2.4.64.2: the file that was opened. */
    static Smb1Created created(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        message.skipNextCommand();
        in.skip("oplock_level", 1);
        int file = in.u16("fid");
        in.skip("disposition", 4);
        long created = in.u64("create_time");
        long accessed = in.u64("last_access_time");
        SmbTimes times = new SmbTimes(in.u64("last_write_time"), accessed, created, in.u64("last_change_time"));
        in.skip("attributes, allocation_size", 4 + 8);
        long size = in.u64("end_of_file");
        in.skip("resource_type, pipe_status, directory, byte_count", 2 + 2 + 1 + Smb1Layout.BYTE_COUNT);
        return new Smb1Created(file, times, size);
    }

    /** Section 2.2.4.42.1: what a client reads; without contents. */
    static Smb1Access read(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        boolean wide = in.u8("word_count") == WIDE_READ;
        in.skip("andx", Smb1Layout.NEXT_COMMAND);
        int file = in.u16("fid");
        long position = in.u32("offset");
        in.skip("max_count, min_count, timeout, remaining", 2 + 2 + 4 + 2);
        long high = wide ? in.u32("offset_high") : 0;
        in.skip("byte_count", Smb1Layout.BYTE_COUNT);
        return new Smb1Access(file, position + (high == NO_HIGH_PART ? 0 : high << 32), null);
    }

    /** Section 2.2.4.42.2: the contents that were read. */
    static FieldReader readData(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        message.skipNextCommand();
        in.skip("available, data_compaction_mode, reserved", 2 + 2 + 2);
        long length = in.u16("data_length");
        int offset = in.u16("data_offset");
        length |= (long) in.u16("data_length_high") << 16;
        in.skip("reserved, byte_count", 8 + Smb1Layout.BYTE_COUNT);
        message.moveTo(offset);
        return in.part("data", length);
    }

    /** Section 2.2.4.43.1: what a client writes. */
    static Smb1Access write(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        boolean wide = in.u8("word_count") == WIDE_WRITE;
        in.skip("andx", Smb1Layout.NEXT_COMMAND);
        int file = in.u16("fid");
        long position = in.u32("offset");
        in.skip("timeout, mode, remaining", 4 + 2 + 2);
        long length = (long) in.u16("data_length_high") << 16 | in.u16("data_length");
        int offset = in.u16("data_offset");
        position += wide ? in.u32("offset_high") << 32 : 0;
        in.skip("byte_count", Smb1Layout.BYTE_COUNT);
        message.moveTo(offset);
        return new Smb1Access(file, position, in.part("data", length));
    }
}

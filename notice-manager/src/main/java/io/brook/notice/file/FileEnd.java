package io.brook.notice.file;

import io.brook.notice.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The state in which the logger left a file: its length, and its last line. By that the file is recognised wherever it was moved or
 * copied to, even if no logger was running then.
 *
 * @param length in bytes
 * @param lastLine the length of the last line in bytes, with its line end; 0 when it is not known
 * @param checksum the last line's CRC-32C
 */
record FileEnd(long length, int lastLine, int checksum) {
    /** For a file of this length with this last line, given without its line end. */
    static FileEnd of(long length, byte[] lastLine) {
        CRC32C checksum = new CRC32C();
        checksum.update(lastLine);
        checksum.update('\n');
        return new FileEnd(length, lastLine.length + 1, (int) checksum.getValue());
    }

    /** Whether a file exists and was left like this; it may have more after it. */
    boolean isIn(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < length || lastLine > length) {
                return false;
            }
            ByteBuffer line = ByteBuffer.allocate(lastLine);
            while (line.hasRemaining() && channel.read(line, length - lastLine + line.position()) >= 0) {
                continue;
            }
            CRC32C found = new CRC32C();
            found.update(line.flip());
            return (int) found.getValue() == checksum;
        }
    }

    /**
     * Cuts off what a file has after this.
     *
     * @param footer what may stay: the line that says that the file is complete
     * @return whether there was anything
     */
    boolean cut(Path file, byte[] footer, Disk disk) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() == length || hasOnly(footer, channel)) {
                return false;
            }
        }
        disk.truncate(file, length);
        return true;
    }

    private boolean hasOnly(byte[] footer, FileChannel channel) throws IOException {
        if (footer.length == 0 || channel.size() != length + footer.length) {
            return false;
        }
        ByteBuffer rest = ByteBuffer.allocate(footer.length);
        while (rest.hasRemaining() && channel.read(rest, length + rest.position()) >= 0) {
            continue;
        }
        return rest.flip().equals(ByteBuffer.wrap(footer));
    }
}

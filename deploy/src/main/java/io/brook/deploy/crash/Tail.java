package io.brook.deploy.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The ends of files, however large these are; a file that is not there has no lines. */
final class Tail {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_OF_A_LINE = 1000;

    private Tail() {}

    /** The last lines of a file of any bytes: a crash may have cut a character in two. */
    static List<String> of(Path file, int most) throws IOException {
        List<String> lines = read(file, Long.MAX_VALUE);
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /** The first lines of a file. */
    static List<String> beginningOf(Path file, int most) throws IOException {
        List<String> lines = read(file, 0);
        return lines.subList(0, Math.min(most, lines.size()));
    }

    private static List<String> read(Path file, long from) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, Math.min(from, channel.size() - MOST_BYTES)));
            ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until it is full, or the file has ended.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.length() > MOST_OF_A_LINE ? line.substring(0, MOST_OF_A_LINE) + "..." : line)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}

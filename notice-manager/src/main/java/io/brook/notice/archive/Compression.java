package io.brook.notice.archive;

import io.brook.notice.disk.Disk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * How archived files are compressed.
 *
 * @param extension what the names of compressed files end with, such as .gz; empty when nothing is compressed
 * @param command reads the file from its standard input and writes to its output; empty for gzip within this process
 */
public record Compression(String extension, List<String> command) {
    public static final Compression NONE = new Compression("", List.of());
    public static final Compression GZIP = new Compression(".gz", List.of());

    private static final int BUFFER = 1 << 16;
    private static final int SHOWN = 200;

    /** How a file is compressed whose name was chosen before, perhaps under other settings. */
    Compression forName(Path archive) throws IOException {
        String name = archive.getFileName().toString();
        String chosen = name.substring(name.lastIndexOf(".log") + ".log".length());
        for (Compression each : List.of(this, NONE, GZIP)) {
            if (each.extension.equals(chosen)) {
                return each;
            }
        }
        throw new IOException("its name was chosen when CompressExtension was " + chosen.substring(1)
                + "; set that again until it is archived");
    }

    /** Writes a file as a compressed one; replaces a file that is there. */
    void compress(Path from, Path to, Disk disk) throws IOException {
        try (FileChannel file = disk.open(
                to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            if (!command.isEmpty()) {
                run(from, to);
                return;
            }
            try (OutputStream raw = Channels.newOutputStream(file);
                    OutputStream out = extension.isEmpty() ? raw : new GZIPOutputStream(raw, BUFFER)) {
                Files.copy(from, out);
            }
        }
    }

    private void run(Path from, Path to) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(from.toFile())
                .redirectOutput(to.toFile())
                .start();
        try {
            String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(String.join(" ", command) + " ended with status " + status + ": "
                        + said.substring(0, Math.min(SHOWN, said.length())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(command.get(0) + " was interrupted");
        } finally {
            process.destroy();
        }
    }
}

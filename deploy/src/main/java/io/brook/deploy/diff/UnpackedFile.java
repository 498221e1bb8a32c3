package io.brook.deploy.diff;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What is in a file that is perhaps compressed: by gzip here, by others with their programs. */
final class UnpackedFile {
    /** The programs that unpack, by what the names of files end with; each of them does with {@code -dc}. */
    private static final Map<String, String> PROGRAMS =
            Map.of("zst", "zstd", "xz", "xz", "bz2", "bzip2", "lz4", "lz4", "lzo", "lzop", "lz", "lzip");

    private UnpackedFile() {}

    /**
     * Opens it.
     *
     * @param other unpacks, with {@code -dc}, what ends in something else than {@code .log}, and that nothing is known of; null if
     *     there is none: it is plain then
     */
    static InputStream open(Path file, String other) throws IOException {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (ending.equals("gz")) {
            return gzip(file);
        }
        Optional<String> program = Optional.ofNullable(PROGRAMS.get(ending))
                .or(() -> Optional.ofNullable(other).filter(given -> !ending.equals("log")));
        return program.isPresent() ? new Unpacking(program.get(), file) : Files.newInputStream(file);
    }

    private static InputStream gzip(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return new GZIPInputStream(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** What a program writes; its end is no end unless it has ended well. */
    private static final class Unpacking extends FilterInputStream {
        private final String program;
        private final Process process;
        private final Path errors;

        Unpacking(String program, Path file) throws IOException {
            super(null);
            this.program = program;
            errors = Files.createTempFile("brook-unpack", ".txt");
            try {
                process = new ProcessBuilder(program, "-dc")
                        .redirectInput(file.toFile())
                        .redirectError(errors.toFile())
                        .start();
            } catch (IOException e) {
                Files.delete(errors);
                throw new IOException("it is unpacked by " + program + ", which cannot be run: " + e.getMessage(), e);
            }
            in = process.getInputStream();
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next < 0) {
                end();
            }
            return next;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int count = super.read(into, from, most);
            if (count < 0) {
                end();
            }
            return count;
        }

        private void end() throws IOException {
            try {
                if (process.waitFor() != 0) {
                    String said = Files.readString(errors, StandardCharsets.ISO_8859_1)
                            .strip();
                    throw new IOException(program + " -dc has ended with " + process.exitValue() + ": " + said);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            super.close();
            Files.deleteIfExists(errors);
        }
    }
}

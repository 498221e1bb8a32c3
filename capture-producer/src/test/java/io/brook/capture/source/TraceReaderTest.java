package io.brook.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.capture.source.TraceException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceReaderTest {
    @TempDir
    Path folder;

    /** More than a few buffers full, with packets of all sizes. */
    private static byte[] large() {
        PcapBuilder builder = PcapBuilder.ethernet();
        Random random = new Random(2);
        for (int i = 0; i < 1500; i++) {
            byte[] data = new byte[random.nextInt(100) == 0 ? random.nextInt(200_000) : random.nextInt(1500)];
            random.nextBytes(data);
            builder.packet(i, i, data);
        }
        return builder.bytes();
    }

    @Test
    void aMissingFileIsMissing() {
        Path file = folder.resolve("none.pcap");
        assertRefused(file, Kind.MISSING, file + ": no such file");
    }

    @Test
    void aDirectoryIsUnreadable() {
        assertRefused(folder, Kind.UNREADABLE, folder + ": is a directory, not a trace");
    }

    @Test
    void aForbiddenFileIsUnreadable() throws IOException {
        Path file = write("secret.pcap", large());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "this user may read everything");
        assertRefused(file, Kind.UNREADABLE, file + ": permission denied");
    }

    @Test
    void aFileWithoutBytesIsEmpty() throws IOException {
        Path file = write("empty.pcap", new byte[0]);
        assertRefused(file, Kind.EMPTY, file + ": is empty");
        Path packed = write("empty.pcap.gz", Traces.gzip(new byte[0]));
        assertRefused(packed, Kind.EMPTY, packed + ": is, unpacked, empty");
    }

    @Test
    void whatIsNoTraceIsForeign() throws IOException {
        Path text = write("notes.pcap", "hello".getBytes(StandardCharsets.UTF_8));
        assertRefused(text, Kind.FOREIGN, text + ": is neither pcap nor pcapng: it starts with the bytes 68 65 6c 6c");
        Path one = write("one", new byte[] {7});
        assertRefused(one, Kind.FOREIGN, one + ": is neither pcap nor pcapng: it starts with the bytes 07");
        Path start = write("start", Arrays.copyOf(large(), 10));
        assertRefused(start, Kind.FOREIGN, start + ": not a whole trace: the trace ends inside its file header");
        Path gzip = write("gzip", Arrays.copyOf(Traces.gzip(large()), 5));
        assertRefused(gzip, Kind.FOREIGN, gzip + ": not a whole trace: the gzip data ends early");
    }

    @Test
    void aMessageIsOneLineWhateverTheName() {
        Path file = folder.resolve("two\nlines");
        assertRefused(file, Kind.MISSING, folder.resolve("two?lines") + ": no such file");
    }

    private static void assertRefused(Path file, Kind kind, String message) {
        assertThatThrownBy(() -> TraceReader.open(file))
                .isInstanceOfSatisfying(
                        TraceException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessage(message);
    }

    @Test
    void unpacksGzipWhateverTheName() throws Exception {
        byte[] trace = large();
        Path file = write("trace.pcap", Traces.gzip(trace));
        assertThat(readFile(file)).isEqualTo(Traces.read(trace));
    }

    @Test
    void unpacksSeveralMembers() throws TraceException {
        byte[] trace = large();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int at = 0; at < trace.length; at += 100_000) {
            packed.writeBytes(Traces.gzip(Arrays.copyOfRange(trace, at, Math.min(at + 100_000, trace.length))));
        }
        packed.writeBytes(Traces.gzip(new byte[0]));
        assertThat(Traces.read(packed.toByteArray())).isEqualTo(Traces.read(trace));
    }

    @Test
    void passesOverTheOptionalPartsOfAGzipHeader() throws TraceException {
        byte[] trace = PcapBuilder.ethernet().packet(1, 2, new byte[3]).bytes();
        byte[] plain = Traces.gzip(trace);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3});
        packed.writeBytes(new byte[] {2, 0, 'x', 'y', 'n', 0, 'c', 0, 1, 2});
        packed.write(plain, 10, plain.length - 10);
        assertThat(Traces.read(packed.toByteArray())).isEqualTo(Traces.read(trace));
    }

    @Test
    void readsUpToWhereGzipIsCorrupt() throws TraceException {
        byte[] packed = Traces.gzip(large());
        byte[] flipped = packed.clone();
        // Packets of random bytes are stored as they are: the header of a later deflate block lies every 32 KiB or so.
        Arrays.fill(flipped, packed.length / 2, packed.length / 2 + 70_000, (byte) 0xff);
        Traces.Content whole = Traces.read(packed);
        Traces.Content content = Traces.read(flipped);
        assertThat(content.cut()).contains(" (unpacked): ");
        assertThat(content.packets())
                .hasSizeBetween(whole.packets().size() / 4, whole.packets().size() - 1);
        assertThat(content.packets().subList(0, whole.packets().size() / 4))
                .isEqualTo(whole.packets().subList(0, whole.packets().size() / 4));
    }

    @Test
    void tellsOfBytesAfterGzipDataAndOfAWrongChecksum() throws TraceException {
        byte[] packed =
                Traces.gzip(PcapBuilder.ethernet().packet(1, 2, new byte[3]).bytes());
        Traces.Content longer = Traces.read(Arrays.copyOf(packed, packed.length + 1));
        assertThat(longer.packets()).hasSize(1);
        assertThat(longer.cut())
                .isEqualTo("t.pcap: cut short after 1 packets at byte 43 (unpacked): bytes that are not gzip data");
        packed[packed.length - 8]++;
        assertThat(Traces.read(packed).cut()).endsWith("corrupt gzip data (its checksum is wrong)");
    }

    @Test
    void readsWhateverTheSizeOfTheReads() throws TraceException {
        byte[] trace = large();
        Traces.Content expected = Traces.read(trace);
        assertThat(Traces.read(new Dribble(trace))).isEqualTo(expected);
        assertThat(Traces.read(new Dribble(Traces.gzip(trace)))).isEqualTo(expected);
        byte[] next = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN)
                .interfaceOf(1, 0)
                .enhanced(0, 1, 5, new byte[5])
                .simple(3, new byte[3])
                .bytes();
        assertThat(Traces.read(new Dribble(next))).isEqualTo(Traces.read(next));
    }

    /** Gives a few bytes at a time, as a pipe may, and never says how many there are. */
    private static final class Dribble extends FilterInputStream {
        private final Random random = new Random(3);

        Dribble(byte[] data) {
            super(new ByteArrayInputStream(data));
        }

        @Override
        public int read(byte[] out, int offset, int length) throws IOException {
            return super.read(out, offset, Math.min(length, 1 + random.nextInt(700)));
        }

        @Override
        public int available() {
            return 0;
        }
    }

    @Test
    void readsANamedPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
        byte[] trace = large();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.write(pipe, trace);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(readFile(pipe)).isEqualTo(Traces.read(trace));
        writer.get();
    }

    @Test
    void anErrorOnTheWayCutsTheTraceShort() throws TraceException {
        byte[] trace = PcapBuilder.ethernet().packet(1, 2, new byte[3]).bytes();
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(trace)) {
            @Override
            public int read(byte[] out, int offset, int length) throws IOException {
                int n = super.read(out, offset, length);
                if (n < 0) {
                    throw new IOException("Input/output error");
                }
                return n;
            }
        };
        assertThat(Traces.read(failing).cut())
                .isEqualTo("t.pcap: cut short after 1 packets at byte 43: Input/output error");
    }

    @Test
    void countsTheFilesOwnBytes() throws Exception {
        byte[] packed = Traces.gzip(large());
        Path file = write("trace.pcap.gz", packed);
        try (TraceReader reader = TraceReader.open(file)) {
            while (reader.next()) {
                assertThat(reader.packet().capturedLength()).isNotNegative();
            }
            assertThat(reader.fileBytes()).isEqualTo(packed.length);
            assertThat(reader.packets()).isEqualTo(1500);
            assertThat(reader.next()).isFalse();
        }
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static Traces.Content readFile(Path file) throws TraceException {
        try (TraceReader reader = TraceReader.open(file)) {
            List<String> packets = new ArrayList<>();
            while (reader.next()) {
                packets.add(Traces.describe(reader.packet()));
            }
            return new Traces.Content(packets, reader.cut().orElse(null));
        }
    }
}

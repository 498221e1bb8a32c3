package io.brook.capture.spool;

import static io.brook.capture.spool.Spool.trace;
import static io.brook.capture.spool.Spool.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.source.PacketSource.Next;
import io.brook.capture.spool.SpoolConfig.Done;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SpoolSourceTest {
    @TempDir
    private Path one;

    @TempDir
    private Path other;

    @TempDir
    private Path away;

    @Test
    void filesAreReadInTheOrderOfTheirFirstPackets() throws Exception {
        write(one.resolve("a"), 30, 40);
        write(one.resolve("b"), 10, 20);
        Files.write(one.resolve("c.pcap.gz"), gzip(trace(50)));
        assertThat(new Spool().link(one, 0).all()).containsExactly(10, 20, 30, 40, 50);
    }

    @Test
    void badFilesAreNamedOnceAndTheOthersRead() throws Exception {
        write(one.resolve("a"), 10, 20);
        byte[] whole = trace(30, 40);
        Files.write(one.resolve("cut"), Arrays.copyOf(whole, whole.length - 1));
        Files.writeString(one.resolve("foreign"), "this is no trace");
        Files.createFile(one.resolve("empty"));
        write(one.resolve("nothing"));
        Files.createDirectory(one.resolve("directory"));
        write(one.resolve("z"), 50);
        Spool spool = new Spool().link(one, 0).done(Done.DELETE);
        assertThat(spool.all()).containsExactly(10, 20, 30, 50);
        assertThat(spool.said)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("cut: cut short after 1 packets"),
                        line -> assertThat(line)
                                .contains("foreign: is neither pcap")
                                .endsWith("; skipped"),
                        line -> assertThat(line).contains("empty: is empty").endsWith("; skipped"));
        assertThat(one)
                .isDirectoryNotContaining(file -> List.of("a", "cut", "nothing", "z")
                        .contains(file.getFileName().toString()));
        assertThat(one.resolve("foreign")).exists();
    }

    @Test
    void aFileIsNotTakenWhileItsWriterHasItOpen() throws Exception {
        assertThat(Path.of("/proc/self/fdinfo")).exists();
        Path file = one.resolve("slow");
        byte[] all = trace(10, 20, 30);
        Process writer = new ProcessBuilder("sh", "-c", "exec cat > \"$0\"", file.toString()).start();
        OutputStream in = writer.getOutputStream();
        try (SpoolSource source = new Spool().link(one, 0).open(SpoolPosition.START)) {
            // Up to the end of the second packet: nothing in the file tells that there is more.
            in.write(all, 0, 24 + 2 * 36);
            in.flush();
            // The program has to start first.
            while (writer.isAlive() && !Files.exists(file)) {
                Thread.onSpinWait();
            }
            long end = System.nanoTime() + 15 * Spool.SETTLE.toNanos();
            while (System.nanoTime() < end) {
                assertThat(source.next()).isEqualTo(Next.NOTHING_YET);
                Thread.onSpinWait();
            }
            assertThat(file).hasSize(24 + 2 * 36);
            in.write(all, 24 + 2 * 36, 36);
            in.close();
            assertThat(Spool.rest(source)).containsExactly(10, 20, 30);
        } finally {
            writer.destroyForcibly();
        }
    }

    /** As where the writer is another user's: it cannot be seen to hold the file open. */
    @Test
    void whatAFileGainsThatWasThoughtClosedIsReadToo() throws Exception {
        byte[] all = trace(10, 20, 30);
        Path file = Files.write(one.resolve("a"), Arrays.copyOf(all, 24 + 36 + 5));
        Spool spool = new Spool().link(one, 0).forEver().done(Done.DELETE);
        try (SpoolSource source = spool.open(SpoolPosition.START)) {
            assertThat(Spool.take(source, 1)).containsExactly(10);
            source.position();
            source.committed();
            Files.write(file, Arrays.copyOfRange(all, 24 + 36 + 5, all.length), StandardOpenOption.APPEND);
            assertThat(Spool.take(source, 2)).containsExactly(20, 30);
            write(one.resolve("b"), 40);
            assertThat(Spool.take(source, 1)).containsExactly(40);
            assertThat(file).exists();
            source.committed();
            assertThat(file).doesNotExist();
            assertThat(one.resolve("b")).exists();
        }
        assertThat(spool.said).isEmpty();
    }

    @Test
    void filesThatAreHalfDoneAreTakenOnceTheyAreRenamed() throws Exception {
        Path hidden = write(one.resolve(".a.Xy12"), 10);
        Path named = write(one.resolve("b.pcap.part"), 20);
        try (SpoolSource source = new Spool().link(one, 0).forEver().open(SpoolPosition.START)) {
            Path last = write(one.resolve("c"), 5);
            assertThat(Spool.take(source, 1)).containsExactly(5);
            Files.move(hidden, one.resolve("a"));
            assertThat(Spool.take(source, 1)).containsExactly(10);
            Files.move(named, one.resolve("b.pcap"));
            assertThat(Spool.take(source, 1)).containsExactly(20);
            assertThat(last).exists();
        }
    }

    @Test
    void linksAreMergedByTimeWithTheirClocksSetRight() throws Exception {
        write(one.resolve("a"), 10, 20, 30);
        write(one.resolve("b"), 40, 50);
        // Its clock is 5 ms ahead.
        write(other.resolve("x"), 17, 29);
        write(other.resolve("y"), 46, 60);
        Spool spool = new Spool().link(one, 0).link(other, 5);
        assertThat(spool.all()).containsExactly(10, 17, 20, 29, 30, 40, 46, 50, 60);
    }

    @Test
    void goesOnAtThePacketAfterThePosition() throws Exception {
        for (int i = 0; i < 4; i++) {
            write(one.resolve("a" + i), 100 * i + 10, 100 * i + 20, 100 * i + 30);
            write(other.resolve("x" + i), 100 * i + 15, 100 * i + 16, 100 * i + 95);
        }
        List<Integer> all = new Spool().link(one, 0).link(other, 0).all();
        assertThat(all).hasSize(24).isSorted();
        for (int count = 0; count <= all.size(); count++) {
            Spool spool = new Spool().link(one, 0).link(other, 0);
            SpoolPosition position = SpoolPosition.START;
            List<Integer> numbers = new ArrayList<>();
            try (SpoolSource source = spool.open(position)) {
                numbers.addAll(Spool.take(source, count));
                position = count == 0 ? position : source.position();
            }
            try (SpoolSource source = spool.open(position)) {
                numbers.addAll(Spool.rest(source));
            }
            assertThat(numbers).as("broken off after %d", count).isEqualTo(all);
            assertThat(spool.said).isEmpty();
        }
    }

    @Test
    void filesAreMovedAwayOnlyWhenTheirPacketsAreCommittedAndNeverOverOthers() throws Exception {
        Path first = write(one.resolve("a"), 10);
        write(one.resolve("b"), 20);
        write(away.resolve("a"), 1);
        Spool spool = new Spool().link(one, 0).done(Done.move(away));
        SpoolPosition position;
        try (SpoolSource source = spool.open(SpoolPosition.START)) {
            Spool.take(source, 2);
            position = source.position();
            assertThat(first).exists();
        }
        // Killed after the commit: the next one puts away what this one could not.
        try (SpoolSource source = spool.open(position)) {
            assertThat(Spool.rest(source)).isEmpty();
        }
        assertThat(one).isEmptyDirectory();
        assertThat(away.resolve("a")).hasBinaryContent(trace(1));
        assertThat(away.resolve("a.1")).hasBinaryContent(trace(10));
        assertThat(away.resolve("b")).hasBinaryContent(trace(20));
    }

    @Test
    void aNameThatIsUsedAgainIsAnotherFile() throws Exception {
        Path ring = write(one.resolve("ring0"), 10);
        write(one.resolve("ring1"), 20);
        Spool spool = new Spool().link(one, 0).done(Done.DELETE).forEver();
        try (SpoolSource source = spool.open(SpoolPosition.START)) {
            assertThat(Spool.take(source, 2)).containsExactly(10, 20);
            write(ring, 30, 31);
            source.committed();
            assertThat(Spool.take(source, 2)).containsExactly(30, 31);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatIsPackedWhenItIsDoneIsNotReadAgain(boolean kept) throws Exception {
        Path plain = write(one.resolve("a.pcap"), 10);
        write(one.resolve("b.pcap"), 20);
        Spool spool =
                new Spool().link(one, 0).done(kept ? Done.KEEP : Done.DELETE).forEver();
        try (SpoolSource source = spool.open(SpoolPosition.START)) {
            assertThat(Spool.take(source, 2)).containsExactly(10, 20);
            Files.write(one.resolve("a.pcap.gz"), gzip(trace(10)));
            Files.deleteIfExists(plain);
            write(one.resolve("c.pcap"), 30);
            assertThat(Spool.take(source, 1)).containsExactly(30);
        }
    }

    @Test
    void aLinkWithoutFilesIsWaitedForAndThenNotAnyMore() throws Exception {
        write(one.resolve("a"), 10, 20);
        write(other.resolve("x"), 12);
        Spool spool = new Spool().link(one, 0).link(other, 0).forEver().patience(Duration.ofSeconds(1));
        try (SpoolSource source = spool.open(SpoolPosition.START)) {
            // The other link's latest packet was at 12.
            assertThat(Spool.take(source, 2)).containsExactly(10, 12);
            assertThat(spool.said).isEmpty();
            assertThat(Spool.take(source, 1)).containsExactly(20);
            assertThat(spool.said).singleElement().asString().contains("no file for 1 s while others have packets");
            write(other.resolve("y"), 25);
            assertThat(Spool.take(source, 1)).containsExactly(25);
        }
    }

    @Test
    void aPacketThatTwoLinksHaveIsTakenOnceAlsoWhenItIsBrokenOffBetween() throws Exception {
        write(one.resolve("a"), 10, 20, 30);
        write(other.resolve("x"), 10, 25, 30);
        assertThat(new Spool().link(one, 0).link(other, 0).all()).containsExactly(10, 10, 20, 25, 30, 30);
        List<Integer> numbers = new ArrayList<>();
        SpoolPosition position = SpoolPosition.START;
        for (int i = 0; i < 4; i++) {
            Spool spool = new Spool().link(one, 0).link(other, 0).deduplicating();
            try (SpoolSource source = spool.open(position)) {
                numbers.addAll(Spool.take(source, 1));
                position = source.position();
            }
        }
        try (SpoolSource source =
                new Spool().link(one, 0).link(other, 0).deduplicating().open(position)) {
            assertThat(Spool.rest(source)).isEmpty();
            assertThat(source.position().duplicates()).isEqualTo(2);
        }
        assertThat(numbers).containsExactly(10, 20, 25, 30);
    }

    @Test
    void aPatternIsALinkOfSomeOfTheFiles() throws Exception {
        write(one.resolve("eth0-1.pcap"), 10);
        write(one.resolve("eth1-1.pcap"), 5, 15);
        write(one.resolve("notes"), 1);
        Spool spool = new Spool().pattern(one, "eth0-*").pattern(one, "eth1-*");
        assertThat(spool.all()).containsExactly(5, 10, 15);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}

package io.brook.analysis.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.FileAnalyzer;
import io.brook.analysis.analyzer.FileContext;
import io.brook.analysis.analyzer.FileFollower;
import io.brook.schemas.log.FilesLog;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files that are made to cost memory or time, or to break something. */
class HostileFilesTest {
    private static final int MEBIBYTE = 1024 * 1024;

    @Test
    void holdsNothingOfAMillionTinyFilesThatEnd() {
        FileStory story = new FileStory(MEBIBYTE).forgetful();
        byte[] tiny = {'G', 'I', 'F', '8'};
        for (int i = 0; i < 1_000_000; i++) {
            Feed feed = story.file(null, -1);
            feed.data(tiny, 0, tiny.length);
            feed.end();
        }
        assertThat(story.written()).isEqualTo(1_000_000);
        assertThat(story.files().held()).isZero();
        assertThat(story.files().open()).isZero();
    }

    @Test
    void endsTheFilesThatWereSilentForLongestWhenTooManyAreOpen() {
        FileStory story = new FileStory().forgetful();
        byte[] tiny = {'G', 'I', 'F', '8'};
        for (int i = 0; i < 60_000; i++) {
            story.file(null, -1).data(tiny, 0, tiny.length);
        }
        assertThat(story.files().open()).isEqualTo(FileTable.MAX_FILES);
        assertThat(story.files().evicted()).isEqualTo(60_000 - FileTable.MAX_FILES);
        assertThat(story.written()).isEqualTo(60_000 - FileTable.MAX_FILES);
    }

    @Test
    void staysWithinItsMemoryWhenManyFilesWaitForTheirBeginning() {
        FileStory story = new FileStory(4L * MEBIBYTE).forgetful();
        byte[] piece = new byte[1000];
        for (int i = 0; i < 20_000; i++) {
            Feed feed = story.piece("file " + i, 1_000_000);
            feed.position(5000);
            feed.data(piece, 0, piece.length);
            assertThat(story.files().held()).isLessThanOrEqualTo(4L * MEBIBYTE);
        }
        assertThat(story.files().evicted()).isPositive();
    }

    @Test
    void givesUpHolesWhenTooMuchOfOneFileWaitsBehindThem() {
        FileStory story = new FileStory();
        Feed feed = story.piece("a", -1);
        byte[] piece = new byte[10_000];
        for (int i = 0; i < 100; i++) {
            feed.position(100 + 20_000L * i);
            feed.data(piece, 0, piece.length);
            assertThat(story.files().held()).isLessThanOrEqualTo(OpenFile.MAX_WAITING + 2L * piece.length);
        }
        story.files().end(1);
        FilesLog line = story.line();
        assertThat(line.getSeenBytes()).isEqualTo(1_000_000);
        assertThat(line.getMissingBytes()).isEqualTo(100 + 99 * 10_000);
        assertThat(line.getOverflowBytes()).isPositive();
    }

    @Test
    void survivesOffsetsAndSizesAtTheEndOfNumbers() {
        FileStory story = new FileStory();
        byte[] piece = new byte[100];
        Feed feed = story.piece("a", Long.MAX_VALUE);
        for (long position :
                new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 50, Long.MAX_VALUE - 200, -1, Long.MIN_VALUE}) {
            feed.position(position);
            feed.data(piece, 0, piece.length);
            feed.gap(Long.MAX_VALUE);
            feed.gap(Long.MIN_VALUE);
        }
        story.files().end(1);
        assertThat(story.lines()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.getMissingBytes()).isNotNegative();
            assertThat(line.getSeenBytes()).isNotNegative();
        });
    }

    @Test
    void ofWhatOverlapsTheFirstCopyCounts() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            FileStory story = new FileStory();
            byte[] contents = new byte[1 + random.nextInt(2000)];
            random.nextBytes(contents);
            Feed feed = story.piece("a", contents.length);
            while (story.lines().isEmpty()) {
                int from = random.nextInt(contents.length);
                int length = 1 + random.nextInt(Math.min(300, contents.length - from));
                feed.position(from);
                feed.data(contents, from, length);
            }
            Feed whole = story.file(null, contents.length);
            whole.data(contents, 0, contents.length);
            assertThat(story.lines()).hasSize(2);
            assertThat(story.lines().get(0).getSha256())
                    .isEqualTo(story.lines().get(1).getSha256());
            assertThat(story.lines().get(0).getSeenBytes()).isEqualTo(contents.length);
            assertThat(story.files().held()).isZero();
        }
    }

    @Test
    void aFileOfManyTinyPiecesInReverseIsPutTogether() {
        FileStory story = new FileStory();
        byte[] contents = new byte[100_000];
        Feed feed = story.piece("a", contents.length);
        for (int at = contents.length - 1; at >= 0; at--) {
            feed.position(at);
            feed.data(contents, at, 1);
        }
        assertThat(story.line().getSeenBytes()).isEqualTo(contents.length);
    }

    @Test
    void anAnalyzerThatThrowsCostsTheFileNothing() {
        FileStory story = new FileStory(new Throwing());
        byte[] text = new byte[5000];
        Arrays.fill(text, (byte) 'a');
        Feed feed = story.file(null, -1);
        feed.data(text, 0, text.length);
        feed.gap(10);
        feed.end();
        assertThat(story.line().getAnalyzers()).contains("THROWING");
    }

    private static final class Throwing implements FileAnalyzer, FileFollower {
        @Override
        public String name() {
            return "THROWING";
        }

        @Override
        public Set<String> mimeTypes() {
            return Set.of("text/plain");
        }

        @Override
        public FileFollower open(FileContext context) {
            return this;
        }

        @Override
        public boolean data(byte[] bytes, int offset, int length) {
            throw new IllegalStateException("a bug");
        }

        @Override
        public void end() {
            throw new IllegalStateException("a bug");
        }
    }
}

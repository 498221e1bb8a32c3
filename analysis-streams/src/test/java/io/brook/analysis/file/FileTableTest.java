package io.brook.analysis.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.FileOrigin;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.FilesLog;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Stories of files, told by what files.log says of them. */
class FileTableTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final FileStory story = new FileStory();

    @Test
    void writesALineWithTypeAndDigestsOnceAFileIsComplete() {
        Feed feed = story.file("GET", 11);
        feed.data("hello world".getBytes(StandardCharsets.US_ASCII), 0, 11);

        FilesLog line = story.line();
        assertThat(line.getFuid()).isEqualTo(feed.fuid()).matches("F[0-9A-Za-z]{10,17}");
        assertThat(line.getMimeType()).isEqualTo("text/plain");
        assertThat(line.getSeenBytes()).isEqualTo(11);
        assertThat(line.getTotalBytes()).isEqualTo(11);
        assertThat(line.getMissingBytes()).isZero();
        assertThat(line.getTimedout()).isFalse();
        assertThat(line.getAnalyzers()).containsExactly("MD5", "SHA1", "SHA256");
        assertThat(line.getMd5()).isEqualTo("5eb63bbbe01eeed093cb22bb8f5acdc3");
        assertThat(line.getSha1()).isEqualTo("2aae6c35c94fcfb415dbe95f408b9ce91ee846ed");
        assertThat(line.getSha256()).isEqualTo("b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");
        assertThat(feed.mimeType()).isEqualTo("text/plain");
    }

    @Test
    void saysNothingOfAFileOfWhichNothingCame() {
        Feed feed = story.file("GET", -1);
        feed.end();
        assertThat(feed.isSeen()).isFalse();
        assertThat(story.lines()).isEmpty();
    }

    @Test
    void aFileWithAGapHasNoDigestsAndItsTypeIsThatOfWhatCameBeforeTheGap() {
        Feed feed = story.file("GET", -1);
        feed.data("%PDF-1.4 and so on".getBytes(StandardCharsets.US_ASCII), 0, 18);
        feed.gap(1000);
        feed.data("the rest".getBytes(StandardCharsets.US_ASCII), 0, 8);
        feed.end();

        FilesLog line = story.line();
        assertThat(line.getMimeType()).isEqualTo("application/pdf");
        assertThat(line.getSeenBytes()).isEqualTo(26);
        assertThat(line.getMissingBytes()).isEqualTo(1000);
        assertThat(line.getMd5()).isNull();
    }

    @Test
    void aFileWhoseBeginningIsMissingHasNoType() {
        Feed feed = story.file("GET", -1);
        feed.gap(10);
        feed.data("%PDF-1.4 and so on".getBytes(StandardCharsets.US_ASCII), 0, 18);
        feed.end();
        assertThat(story.line().getMimeType()).isNull();
    }

    @Test
    void putsPiecesOfOneFileTogetherOverConnections() {
        Feed second = story.piece("http://a/b", 11);
        second.position(6);
        second.data("world".getBytes(StandardCharsets.US_ASCII), 0, 5);
        story.connection("C2");
        Feed first = story.piece("http://a/b", 11);
        assertThat(first.fuid()).isEqualTo(second.fuid());
        first.position(0);
        first.data("hello ".getBytes(StandardCharsets.US_ASCII), 0, 6);

        assertThat(story.lines()).hasSize(2).allSatisfy(line -> {
            assertThat(line.getMd5()).isEqualTo("5eb63bbbe01eeed093cb22bb8f5acdc3");
            assertThat(line.getSeenBytes()).isEqualTo(11);
        });
        assertThat(story.lines()).extracting(FilesLog::getUid).containsExactly("C1", "C2");
    }

    @Test
    void whatIsNeverFilledInIsMissingWhenTheFileTimesOut() {
        Feed feed = story.piece("http://a/b", 100);
        feed.position(20);
        feed.data(new byte[10], 0, 10);
        story.at(130 * SECOND);
        story.files().expire(130 * SECOND);

        FilesLog line = story.line();
        assertThat(line.getTimedout()).isTrue();
        assertThat(line.getSeenBytes()).isEqualTo(10);
        assertThat(line.getMissingBytes()).isEqualTo(20);
        assertThat(line.getDuration()).isZero();
        assertThat(line.getMeta().getWritten()).isEqualTo(120 * SECOND);
    }

    @Test
    void looksForSilentFilesEveryTwoMinutes() {
        Feed feed = story.file("GET", -1);
        feed.data(new byte[10], 0, 10);
        story.at(60 * SECOND);
        feed.data(new byte[10], 0, 10);
        story.files().expire(239 * SECOND);
        assertThat(story.lines()).isEmpty();
        story.files().expire(240 * SECOND);
        assertThat(story.line().getDuration()).isEqualTo(60 * SECOND);
    }

    @Test
    void aFileThatTheFeederKnowsKeepsTheTypeThatItHasBeenGiven() {
        Feed feed = story.open(
                new FileOrigin("SSL", Direction.RESPONDER, 0, null, -1, null, null, "application/x-x509-user-cert"));
        feed.data("hello world".getBytes(StandardCharsets.US_ASCII), 0, 11);
        feed.end();
        assertThat(story.line().getMimeType()).isEqualTo("application/x-x509-user-cert");
    }
}

package io.brook.analysis.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.file.extract.ExtractDirectory;
import io.brook.analysis.file.extract.ExtractSettings;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.FilesLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionTest {
    private static final long TIME = 1_500_000_000_123_456_000L;

    @TempDir
    private Path directory;

    @Test
    void writesFilesUnderZeeksNames() throws IOException {
        FileStory story = story(100);
        Feed feed = story.file(null, -1);
        feed.data("hello ".getBytes(StandardCharsets.US_ASCII), 0, 6);
        feed.data("world".getBytes(StandardCharsets.US_ASCII), 0, 5);
        feed.end();

        FilesLog line = story.line();
        assertThat(line.getExtracted()).isEqualTo("extract-1500000000.123456-HTTP-" + feed.fuid());
        assertThat(line.getExtractedCutoff()).isFalse();
        assertThat(line.getExtractedSize()).isNull();
        assertThat(line.getAnalyzers()).contains("EXTRACT");
        assertThat(directory.resolve("out").resolve(line.getExtracted())).hasContent("hello world");
    }

    @Test
    void cutsOffAtTheLimitAndCountsWhatIsMissing() throws IOException {
        FileStory story = story(10);
        Feed feed = story.file(null, -1);
        feed.data("abc".getBytes(StandardCharsets.US_ASCII), 0, 3);
        feed.gap(4);
        feed.data("defghi".getBytes(StandardCharsets.US_ASCII), 0, 6);
        feed.end();

        FilesLog line = story.line();
        assertThat(line.getExtractedCutoff()).isTrue();
        assertThat(line.getExtractedSize()).isEqualTo(10);
        assertThat(Files.readAllBytes(directory.resolve("out").resolve(line.getExtracted())))
                .isEqualTo("abc\0\0\0\0def".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void writesOnlyFilesOfTheTypesThatAreWanted() {
        FileStory story = story(100, "application/pdf");
        Feed text = story.file(null, -1);
        text.data("hello world".getBytes(StandardCharsets.US_ASCII), 0, 11);
        text.end();
        Feed pdf = story.file(null, -1);
        pdf.data("%PDF".getBytes(StandardCharsets.US_ASCII), 0, 4);
        pdf.data("-1.4 x".getBytes(StandardCharsets.US_ASCII), 0, 6);
        pdf.end();

        List<FilesLog> lines = story.lines();
        assertThat(lines.get(0).getExtracted()).isNull();
        assertThat(directory.resolve("out").resolve(lines.get(1).getExtracted()))
                .hasContent("%PDF-1.4 x");
    }

    @Test
    void namesStayInTheDirectoryWhateverTheProtocolIsCalled() {
        FileStory story = story(100);
        Feed feed = story.open(new FileOrigin("../../X/", Direction.ORIGINATOR, 0, "/etc/passwd", -1, null, null));
        feed.data("hello".getBytes(StandardCharsets.US_ASCII), 0, 5);
        feed.end();
        assertThat(directory.resolve("out").toFile().list())
                .containsExactly(story.line().getExtracted());
    }

    @Test
    void namesNoFileThatCouldNotBeWrittenWhole() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).as("a device that is always full").exists();
        FileStory story = story(100);
        Feed feed = story.file(null, -1);
        Path file = Files.createDirectories(directory.resolve("out"))
                .resolve("extract-1500000000.123456-HTTP-" + feed.fuid());
        Files.createSymbolicLink(file, full);
        feed.data("hello world".getBytes(StandardCharsets.US_ASCII), 0, 11);
        feed.end();

        FilesLog line = story.line();
        assertThat(line.getExtracted()).isNull();
        assertThat(line.getExtractedCutoff()).isNull();
        assertThat(line.getMd5()).isNotNull();
        assertThat(directory.resolve("out")).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatCannotBeMadeCostsNothingButTheFiles() throws IOException {
        Files.writeString(directory.resolve("out"), "a file");
        FileStory story = story(100);
        Feed feed = story.file(null, -1);
        feed.data("hello world".getBytes(StandardCharsets.US_ASCII), 0, 11);
        feed.end();
        FilesLog line = story.line();
        assertThat(line.getMd5()).isNotNull();
        assertThat(line.getExtracted()).isNull();
    }

    private FileStory story(long limit, String... types) {
        ExtractSettings settings = new ExtractSettings(directory.resolve("out"), limit, Set.of(types));
        FileStory story = new FileStory(new ExtractDirectory(settings));
        story.at(TIME);
        return story;
    }
}

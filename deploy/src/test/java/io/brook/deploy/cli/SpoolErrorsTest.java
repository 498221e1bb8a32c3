package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a spool is told in one line before anything starts. */
class SpoolErrorsTest {
    @TempDir
    private Path directory;

    private static void refused(String message, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("capture", "--sensor", "s", "--bootstrap-servers", "127.0.0.1:1"));
        all.addAll(List.of(arguments));
        Cli run = Cli.run(all.toArray());
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @Test
    void namesADirectoryThatIsNotThere() {
        Path missing = directory.resolve("missing");
        refused("--spool " + missing + ": " + missing + " is not a directory", "--spool", missing);
    }

    @Test
    void refusesToPutFilesAwayWhereTheyCannotBe() {
        Path missing = directory.resolve("missing");
        refused("--done " + missing + ": neither keep nor delete", "--spool", directory, "--done", missing);
        refused("--done " + directory + ": is the spool itself", "--spool", directory, "--done", directory);
    }

    @Test
    void refusesLinksThatMakeNoSense() {
        refused("a directory is named twice", "--spool", directory, "--spool", directory.resolve("."));
        refused("there are 2 numbers for 1 links", "--spool", directory, "--clock-ahead", "1,2");
        refused("'--merge-window': 1001 is not from 0 to 1000", "--spool", directory, "--merge-window", "1001");
    }

    @Test
    void refusesTracesBesideASpool() {
        refused("What is to be captured?", "--spool", directory, Samples.OFFICE);
        refused("What is to be captured?");
    }
}

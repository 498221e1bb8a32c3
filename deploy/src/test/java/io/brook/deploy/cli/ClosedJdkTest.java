package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.ChildJava;
import io.brook.deploy.Logs;
import io.brook.deploy.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java was not started by the launcher, so that the JDK shows nothing of its digests. */
class ClosedJdkTest {
    private static final int HEAP_MB = 400;

    @TempDir
    private Path directory;

    @Test
    void writesTheSameLogs() throws Exception {
        Path closed = directory.resolve("closed");
        Path open = directory.resolve("open");
        assertThat(run(closed)).contains("digests of files are computed slowly: start Java with --add-opens=");
        Cli result = Cli.run("process", "--quiet", "--log-dir", open, Samples.OFFICE);
        assertThat(result.status()).isZero();
        assertThat(Logs.lines(open.resolve("files.log")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.get("sha256")).hasSize(64));
        assertThat(Logs.contents(closed)).isEqualTo(Logs.contents(open));
    }

    private String run(Path logs) throws IOException, InterruptedException {
        List<String> command = ChildJava.command(
                HEAP_MB,
                BrookCommand.class.getName(),
                List.of("process", "--quiet", "--log-dir", logs.toString(), Samples.OFFICE.toString()));
        // With the first compiler alone it would take OpenSSL's digests, which need no open fields.
        command.removeIf(option -> option.startsWith("--add-opens=") || option.startsWith("-XX:TieredStopAtLevel="));
        Path said = directory.resolve("said");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        String text = Files.readString(said);
        assertThat(status).as(text).isZero();
        return text;
    }
}

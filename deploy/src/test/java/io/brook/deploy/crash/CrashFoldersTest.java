package io.brook.deploy.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashFoldersTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final Instant STARTED = NOW.minusSeconds(60);
    private static final Crash CRASH = Crash.found("worker-1", 99_999_999, STARTED);

    @TempDir
    private Path spool;

    private Path node;
    private CrashFolders folders;

    @BeforeEach
    void crash() throws IOException {
        node = Files.createDirectory(spool.resolve("worker-1"));
        Files.writeString(
                Files.createDirectory(spool.resolve("installed")).resolve("brook.cfg"),
                "BootstrapServers = broker:9092\nSmtpPassword = hunter2\n");
        leave("stderr.log", "the beginning\n" + "x\n".repeat(100_000) + "the last word\n");
        leave("stdout.log", "printed\n");
        leave("hs_err_pid7.log", "# A fatal error has been detected\n");
        leave("command.txt", "brook worker\nTOKEN=hunter2\n");
        leave("exit-status", "139\n");
        leave("extracted.pdf", "of use to the next process");
        folders = new CrashFolders(spool);
    }

    @Test
    void aCrashIsKeptOnceWithAReport() throws Exception {
        CrashFolder kept = folders.keep(CRASH, node, NOW);
        assertThat(kept.name()).isEqualTo("crash-worker-1-2026-02-03-04-05-06-99999999");
        assertThat(kept.path().getParent()).isEqualTo(spool.resolve("crashes"));
        assertThat(node.toFile().list()).containsExactly("extracted.pdf");
        assertThat(kept.path().toFile().list())
                .contains("stderr.log", "stdout.log", "hs_err_pid7.log", "command.txt", "report.txt");
        assertThat(kept.report())
                .startsWith("worker-1 has ended without having been stopped.\n")
                .contains(
                        "Exit status: 139 (ended by signal 11)",
                        "Started:     2026-02-03T04:04:06Z",
                        "Kept in:     " + kept.path(),
                        "no sign of too little",
                        "==== stderr.log\n",
                        "the last word",
                        "==== hs_err_pid7.log\n# A fatal error has been detected",
                        "==== stdout.log\nprinted",
                        "==== command and variables\nbrook worker",
                        "==== brook.cfg\nBootstrapServers = broker:9092")
                .doesNotContain("the beginning", "hunter2", "unfinished");
        assertThat(kept.report().lines()).hasSizeLessThan(200);

        leave("stderr.log", "of the next process\n");
        assertThat(folders.keep(CRASH, node, NOW.plusSeconds(9))).isEqualTo(kept);
        assertThat(node.resolve("stderr.log")).exists();
    }

    @Test
    void itIsSaidThatMemoryWasShort() throws Exception {
        leave("stderr.log", "java.lang.OutOfMemoryError: Java heap space\n");
        assertThat(folders.keep(CRASH, node, NOW).report()).contains("Java ran out of memory");
    }

    @Test
    void aShellThatWasKilledOverItGoesOn() throws Exception {
        Path unfinished = Files.createDirectories(spool.resolve("crashes/.unfinished-worker-1-99999999"));
        Files.move(node.resolve("stderr.log"), unfinished.resolve("stderr.log"));
        assertThat(folders.kept()).isEmpty();
        assertThat(folders.keep(CRASH, node, NOW).report()).contains("the last word", "printed");
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void aNodeThatHasLeftNothingIsReported() throws Exception {
        CrashFolder kept = folders.keep(Crash.killed("proxy-1", 0, STARTED), spool.resolve("proxy-1"), NOW);
        assertThat(kept.report()).contains("did not end when it was stopped", "Process:     not known", "(nothing)");
    }

    @Test
    void reportsAreMarkedAndExpire() throws Exception {
        CrashFolder first = folders.keep(CRASH, node, NOW);
        CrashFolder second = folders.keep(Crash.found("worker-1", 2, NOW), node, NOW.plusSeconds(1));
        assertThat(folders.kept()).containsExactly(first, second).noneMatch(CrashFolder::mailed);

        folders.markMailed(List.of(first.name(), "crash-that-is-gone"));
        assertThat(folders.kept()).extracting(CrashFolder::mailed).containsExactly(true, false);

        folders.expire(NOW.minus(Duration.ofDays(1)));
        assertThat(folders.kept()).hasSize(2);
        folders.expire(NOW.plusMillis(1));
        assertThat(folders.kept()).extracting(CrashFolder::name).containsExactly(second.name());
        assertThat(first.path()).doesNotExist();
        assertThat(first.path().getParent().toFile().list()).containsExactly(second.name());
    }

    @Test
    void whatSomebodyHasLeftOfOneIsPassedOver() throws Exception {
        Files.createDirectories(spool.resolve("crashes/crash-x"));
        assertThat(folders.kept()).isEmpty();
    }

    private void leave(String name, String text) throws IOException {
        Files.writeString(node.resolve(name), text);
    }
}

package io.brook.deploy.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.ChildJava;
import io.brook.deploy.host.Request.Verb;
import io.brook.deploy.live.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shell that is killed while it starts nodes forgets none, and none is started twice. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledShellTest {
    private static final int MEGABYTES = 64;
    private static final int SHELLS = 10;
    private static final int NODES = 12;
    private static final int MOST_PAUSE_MS = 300;

    @TempDir
    private Path spool;

    /** The shell that is killed. */
    static final class Shell {
        private Shell() {}

        public static void main(String[] args) throws Exception {
            try (LocalHost host = new LocalHost(Path.of(args[0]))) {
                host.ask(Request.of(Verb.START, tasks(Path.of(args[0])), 1), System.out::println);
            }
        }
    }

    private static List<Task> tasks(Path spool) {
        return IntStream.range(0, NODES)
                .mapToObj(i -> new Task(
                        "node-" + i,
                        spool.resolve("node-" + i).toString(),
                        "http://localhost:1/health/ready",
                        List.of(),
                        0,
                        null,
                        new Task.Launch(List.of("sleep", mark(spool, i)), Map.of(), List.of())))
                .toList();
    }

    /** A time to sleep that nobody else has. */
    private static String mark(Path spool, int node) {
        return "1" + (spool.hashCode() & 0xFFFFFF) + "" + (100 + node);
    }

    @AfterEach
    void endAll() {
        sleeping().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> sleeping() {
        List<String> marks =
                IntStream.range(0, NODES).mapToObj(i -> mark(spool, i)).toList();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("sleep"))
                .filter(process -> process.info()
                        .arguments()
                        .filter(words -> marks.contains(words[words.length - 1]))
                        .isPresent())
                .toList();
    }

    @Test
    void forgetsNoNodeAndStartsNoneTwice() throws Exception {
        Random random = new Random(12);
        for (int i = 0; i < SHELLS; i++) {
            Path output = spool.resolve("shell.txt");
            Files.deleteIfExists(output);
            Process shell = new ProcessBuilder(
                            ChildJava.command(MEGABYTES, Shell.class.getName(), List.of(spool.toString())))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Awaiting.until(
                    () -> Awaiting.text(output).contains("starting node-0 ") || !shell.isAlive(),
                    () -> Awaiting.text(output));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_PAUSE_MS));
            shell.destroyForcibly().waitFor();
            try (LocalHost host = new LocalHost(spool)) {
                host.ask(Request.of(Verb.START, tasks(spool), 0), line -> {});
                assertThat(sleeping())
                        .as("after shell %d: %s", i, Awaiting.text(output))
                        .hasSize(NODES);
                host.ask(Request.of(Verb.STOP, tasks(spool), 30), line -> {});
            }
            assertThat(sleeping()).as("after shell %d", i).isEmpty();
        }
    }
}

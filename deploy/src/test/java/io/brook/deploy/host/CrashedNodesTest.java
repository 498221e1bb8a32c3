package io.brook.deploy.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.ChildJava;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.Request.Verb;
import io.brook.deploy.live.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is known of nodes that have ended, on their host. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrashedNodesTest {
    private static final int PAUSE_S = 60;

    @TempDir
    private Path spool;

    private final List<String> said = new ArrayList<>();
    private LocalHost host;

    @BeforeEach
    void open() {
        host = new LocalHost(spool);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void theExitStatusIsInTheReport() throws Exception {
        assertThat(report("exit 7")).contains("Exit status: 7\n", "==== command and variables\nsh -c exit 7\nA=1\n");
    }

    @Test
    void theSignalIsInTheReport() throws Exception {
        assertThat(report("kill -9 $$"))
                .contains("Exit status: 137 (ended by signal 9)\n", "it was killed by somebody, or by the kernel");
    }

    @Test
    void whoDoesNotEndIsAskedForItsThreads() throws Exception {
        Task task = task(ChildJava.command(64, Stubborn.class.getName(), List.of()));
        start(task);
        Path output = spool.resolve("node/stdout.log");
        Awaiting.until(() -> Awaiting.text(output).contains("running"), () -> Awaiting.text(output));
        assertThat(host.ask(Request.of(Verb.STOP, List.of(task), 0), said::add).well())
                .isFalse();
        assertThat(said)
                .anyMatch(line -> line.startsWith("node did not end when it was stopped, and was killed; see "));
        assertThat(reports().get(0).get(2))
                .contains("Exit status: 137", "Full thread dump", "CountDownLatch.await", "Stubborn.main");
        assertThat(host.ask(Request.of(Verb.STATUS, List.of(task), 0), said::add)
                        .nodes())
                .extracting(NodeState::condition)
                .containsExactly(Condition.STOPPED);
    }

    @Test
    void aShellThatEndsLeavesNodesAlone() throws Exception {
        Task task = task(List.of("sleep", "600"));
        start(task);
        host.close();
        NodeState state = host.ask(Request.of(Verb.STATUS, List.of(task), 0), said::add)
                .nodes()
                .get(0);
        assertThat(state.condition()).isEqualTo(Condition.INITIALIZING);
        assertThat(ProcessHandle.of(state.pid()).orElseThrow().info().command())
                .get()
                .asString()
                .contains("sleep");
        assertThat(host.ask(Request.of(Verb.STOP, List.of(task), 30), said::add).well())
                .isTrue();
        assertThat(reports()).isEmpty();
    }

    private String report(String script) throws Exception {
        Task task = task(List.of("sh", "-c", script));
        start(task);
        host.ask(Request.of(Verb.KEEP, List.of(task), 0), said::add);
        List<List<String>> reports = reports();
        assertThat(reports).hasSize(1);
        host.ask(Request.of(Verb.MAILED, 0, reports.get(0).get(0)), said::add);
        assertThat(reports()).isEmpty();
        return reports.get(0).get(2);
    }

    private void start(Task task) throws RunException, InterruptedException {
        host.ask(Request.of(Verb.START, List.of(task), 1), said::add);
    }

    private List<List<String>> reports() throws RunException, InterruptedException {
        return host.ask(Request.of(Verb.REPORTS, 0), said::add).rows();
    }

    private Task task(List<String> command) throws Exception {
        Files.createDirectories(spool);
        return new Task(
                "node",
                spool.resolve("node").toString(),
                "http://localhost:1/health/ready",
                List.of(),
                PAUSE_S,
                null,
                new Task.Launch(command, Map.of("A", "1"), List.of()));
    }
}

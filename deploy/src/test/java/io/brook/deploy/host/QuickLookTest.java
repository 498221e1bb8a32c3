package io.brook.deploy.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.brook.deploy.crash.CrashFolders;
import io.brook.deploy.host.StateFile.Started;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the script finds of real processes is what Java finds. */
@Timeout(60)
class QuickLookTest {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int NO_BODY = -1;

    @TempDir
    private Path spool;

    private final NodeProcess system = new NodeProcess();
    /** By the directories of their nodes. */
    private final Map<Path, Started> running = new HashMap<>();

    private HttpServer health;
    private StateFile state;

    @BeforeEach
    void serve() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/stat")), "needs /proc");
        health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/well", OK);
        answer("/ill", UNAVAILABLE);
        health.start();
        state = StateFile.read(spool);
        state.enableCron(true);
    }

    private void answer(String path, int status) {
        health.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, NO_BODY);
            exchange.close();
        });
    }

    @AfterEach
    void stop() throws Exception {
        health.stop(0);
        for (Map.Entry<Path, Started> each : running.entrySet()) {
            ProcessHandle.of(each.getValue().pid()).ifPresent(ProcessHandle::destroyForcibly);
            // What has started it writes its status into the directory, which goes away.
            NodeProcess.awaitStatus(each.getKey());
        }
    }

    @Test
    void nodesThatRun() throws Exception {
        int closed;
        try (ServerSocket other = new ServerSocket(0)) {
            closed = other.getLocalPort();
        }
        List<Task> tasks = List.of(
                node("well", "http://127.0.0.1:" + health.getAddress().getPort() + "/well"),
                node("ill", "http://127.0.0.1:" + health.getAddress().getPort() + "/ill"),
                node("silent", "http://127.0.0.1:" + closed + "/well"));
        for (Task task : tasks) {
            start(task);
        }

        Optional<List<NodeState>> found = look(tasks);

        assertThat(found).contains(thorough(tasks));
        assertThat(found.orElseThrow())
                .extracting(NodeState::condition)
                .containsExactly(Condition.RUNNING, Condition.INITIALIZING, Condition.INITIALIZING);
    }

    @Test
    void aCrashNeedsACloserLook() throws Exception {
        Task task = node("worker-1", "http://127.0.0.1:1/well");
        Started process = start(task);
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
        assertThat(thorough(List.of(task))).extracting(NodeState::condition).containsExactly(Condition.CRASHED);
        assertThat(look(List.of(task))).isEmpty();
    }

    @Test
    void anotherProcessOfTheSameNumberIsNotTheNode() throws Exception {
        Task task = node("worker-1", "http://127.0.0.1:1/well");
        Started process = start(task);
        state.start(task.name(), new Started(process.pid(), process.started().minusSeconds(1)));
        assertThat(look(List.of(task))).isEmpty();
    }

    @Test
    void aStoppedNodeNeedsACloserLook() throws Exception {
        assertThat(look(List.of(node("worker-1", "http://127.0.0.1:1/well")))).isEmpty();
    }

    @Test
    void aStartThatWasCutShortNeedsACloserLook() throws Exception {
        Task task = node("worker-1", "http://127.0.0.1:1/well");
        state.launch(task.name());
        assertThat(look(List.of(task))).isEmpty();
    }

    @Test
    void aHostWithoutStateNeedsACloserLook() throws Exception {
        Files.delete(StateFile.in(spool));
        assertThat(look(List.of(node("worker-1", "http://127.0.0.1:1/well")))).isEmpty();
    }

    @Test
    void nonsenseNeedsACloserLook() throws Exception {
        Task task = node("worker-1", "http://127.0.0.1:1/well");
        for (List<String> lines : List.of(
                List.<String>of(),
                List.of("clock 1"),
                List.of("clock 1 100", "state a=\\u1"),
                List.of("clock x 100"),
                List.of("clock 1 100", "process 7 (sh)", "state a=b"),
                List.of("clock 1 100", "process 7", "state a=b"))) {
            assertThat(QuickLook.read(lines, StateFile.in(spool), List.of(task)))
                    .as("%s", lines)
                    .isEmpty();
        }
    }

    private Task node(String name, String address) {
        return new Task(name, spool.resolve(name).toString(), address, List.of(), 0, null, null);
    }

    private Started start(Task task) throws Exception {
        Started process = system.start(List.of("sleep", "60"), Map.of(), Path.of(task.directory()));
        running.put(Path.of(task.directory()), process);
        state.start(task.name(), process);
        return process;
    }

    private List<NodeState> thorough(List<Task> tasks) throws Exception {
        return new NodeWatch(StateFile.read(spool), new CrashFolders(spool)).states(tasks);
    }

    private Optional<List<NodeState>> look(List<Task> tasks) throws IOException, InterruptedException {
        Path file = StateFile.in(spool);
        Process script = new ProcessBuilder("sh", "-c", QuickLook.command(file, tasks)).start();
        List<String> lines = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(script.waitFor()).isZero();
        assertThat(lines.get(lines.size() - 1)).isEqualTo(QuickLook.END);
        return QuickLook.read(lines, file, tasks);
    }
}

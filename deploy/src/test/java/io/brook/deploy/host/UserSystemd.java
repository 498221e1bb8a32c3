package io.brook.deploy.host;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.deploy.live.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A systemd of a user, whose home is a directory of the test's; it has a file system /run of its own. Needs root. */
final class UserSystemd implements AutoCloseable {
    private static final Path SYSTEMD = Path.of("/lib/systemd/systemd");
    private static final String RUNTIME = "/run/user/0";
    private static final String START = "mount --make-rprivate / && mount -t tmpfs tmpfs /run"
            + " && mkdir -p /run/systemd/system " + RUNTIME + " && exec env XDG_RUNTIME_DIR=" + RUNTIME
            + " HOME=\"$0\" " + SYSTEMD + " --user";
    private static final int STARTING_MS = 10_000;
    private static final int PATIENCE_S = 300;

    private final Path home;
    private final Process process;

    private UserSystemd(Path home, Process process) {
        this.home = home;
        this.process = process;
    }

    /** What a command has written to its output, and its status. */
    record Result(int status, String out) {}

    /** Starts it; the test is skipped where that is not possible. */
    static UserSystemd start(Path home) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SYSTEMD), "needs systemd");
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs root");
        Process process = new ProcessBuilder("unshare", "--mount", "sh", "-c", START, home.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("systemd.txt").toFile())
                .start();
        UserSystemd systemd = new UserSystemd(home, process);
        long end = System.currentTimeMillis() + STARTING_MS;
        while (process.isAlive() && !systemd.runs() && System.currentTimeMillis() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        boolean runs = process.isAlive() && systemd.runs();
        if (!runs) {
            systemd.close();
        }
        assumeTrue(runs, () -> "systemd does not run here: " + Awaiting.text(home.resolve("systemd.txt")));
        return systemd;
    }

    private boolean runs() throws IOException, InterruptedException {
        return run("systemctl", "--user", "is-system-running").out().equals("running");
    }

    /** Runs a command as the user whose systemd it is. */
    Result run(String... words) throws IOException, InterruptedException {
        return run(List.of(words));
    }

    Result run(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "nsenter",
                "--mount",
                "--target",
                Long.toString(process.pid()),
                "env",
                "XDG_RUNTIME_DIR=" + RUNTIME,
                "HOME=" + home));
        command.addAll(words);
        Path output = Files.createTempFile(home, "command", ".txt");
        Process run = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!run.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            run.destroyForcibly().waitFor();
        }
        return new Result(run.exitValue(), Awaiting.text(output).strip());
    }

    /** Ends it with all that it has started. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.brook.notice.logger;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The logger as a process of its own, for tests that kill it. */
final class LoggerProcess {
    private LoggerProcess() {}

    /** Arguments: the broker's address, the log directory. */
    public static void main(String[] args) {
        Map<String, Object> client = Map.of("bootstrap.servers", args[0], "max.poll.records", 200);
        new LogWriter(client, TestLogger.config(Path.of(args[1]), true)).run();
    }

    static Process start(Map<String, Object> client, Path directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoggerProcess.class.getName(),
                        client.get("bootstrap.servers").toString(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(directory + ".out"))
                .start();
    }
}

package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.brook.deploy.Samples;
import io.brook.deploy.cli.BrookCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk is full: 'process' says so in one line, with the directory and what to do. */
class NoRoomTest {
    private static final int PACKETS = 60_000;

    @TempDir
    private Path directory;

    @Test
    void saysThatLogsCannotBeWrittenBeforeTheBrokerStarts() throws Exception {
        Path logs = directory.resolve("logs");
        try (FullDisk disk = FullDisk.mount(logs, 1)) {
            assumeThat(disk).as("file systems can be mounted").isNotNull();
            disk.fill();
            ChildProcess process = process(Samples.OFFICE, "--log-dir", logs.toString());
            assertThat(process.awaitEnd()).isEqualTo(1);
            assertThat(process.text())
                    .isEqualTo(
                            "brook: cannot write logs to " + logs + ": No space left on device\nMore with --debug.\n");
        }
    }

    @Test
    void saysThatTopicsHaveNoRoom() throws Exception {
        Path data = directory.resolve("data");
        Path trace = Traffic.write(directory.resolve("traffic.pcap"), PACKETS);
        try (FullDisk disk = FullDisk.mount(data, 12)) {
            assumeThat(disk).as("file systems can be mounted").isNotNull();
            ChildProcess process = process(
                    trace, "-C", "--log-dir", directory.resolve("logs").toString(), "--data-dir", data.toString());
            assertThat(process.awaitEnd()).isEqualTo(1);
            assertThat(process.text().lines())
                    .last()
                    .asString()
                    .startsWith(
                            "brook: the broker cannot write its data any more: topics take about 1.8 times the uncompressed trace")
                    .contains(data + " has ", "--data-dir");
        }
    }

    private ChildProcess process(Path trace, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("process", "--quiet"));
        arguments.addAll(List.of(options));
        arguments.add(trace.toString());
        return ChildProcess.start("process", directory.resolve("process.txt"), BrookCommand.class, arguments);
    }
}

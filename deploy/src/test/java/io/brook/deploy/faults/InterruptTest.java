package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.deploy.Logs;
import io.brook.deploy.Samples;
import io.brook.deploy.cli.BrookCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code brook process} in a process of its own, told to end before its traces do. */
@Timeout(600)
class InterruptTest {
    private static final int INTERRUPTED = 130;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private byte[] office;

    @BeforeEach
    void readTheSample() throws IOException {
        office = Files.readAllBytes(Samples.OFFICE);
    }

    @ParameterizedTest
    @CsvSource({"INT, 2", "TERM, 15"})
    void writesTheLogsOfWhatWasRead(String signal, int number) throws Exception {
        try (ChildProcess process = process("-")) {
            assumeTrue(process.hears(number), () -> "SIG" + signal + " is ignored here");
            OutputStream traffic = process.input();
            // More than twice what the pipe holds: when it is written, the run has read twice, and waits for more.
            traffic.write(office, 0, office.length - 100);
            traffic.flush();
            process.signal(signal);
            assertThat(process.awaitEnd()).as(process.text()).isEqualTo(INTERRUPTED);
            assertThat(process.text())
                    .contains("brook: interrupted; writing the logs of what was read", "interrupted  before the end")
                    .containsPattern("packets +[1-9]")
                    .doesNotContain("cut short", "Exception");
        }
        assertThat(Logs.lines(logs().resolve("conn.log"))).isNotEmpty();
        assertThat(Files.readString(logs().resolve("conn.log"))).contains("#close");
    }

    @Test
    void leavesOutTheTracesThatWereStillToCome() throws Exception {
        Path pipe = pipe();
        try (ChildProcess process = process("--each", pipe, Samples.OFFICE);
                OutputStream traffic = Files.newOutputStream(pipe)) {
            traffic.write(office, 0, office.length - 100);
            traffic.flush();
            process.signal("TERM");
            assertThat(process.awaitEnd()).as(process.text()).isEqualTo(INTERRUPTED);
            assertThat(process.text()).contains("interrupted  before the end").doesNotContain("Exception");
        }
        assertThat(Logs.lines(logs().resolve("pipe/conn.log"))).isNotEmpty();
        assertThat(Files.exists(logs().resolve("office.pcap/conn.log"))).isFalse();
    }

    private Path pipe() throws Exception {
        Path pipe = directory.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
        return pipe;
    }

    @Test
    void endsAtOnceWhenItIsToldTwice() throws Exception {
        Path pipe = pipe();
        // Nobody writes: the run waits for that, and cannot end.
        try (ChildProcess process = process("--data-dir", directory.resolve("data"), pipe)) {
            // Left right before the run begins.
            ChildProcess.until(Duration.ofMinutes(3), () -> Files.exists(logs().resolve(".brook-process")));
            process.signal("TERM");
            process.await("brook: interrupted");
            process.signal("TERM");
            assertThat(process.awaitEnd()).as(process.text()).isEqualTo(INTERRUPTED);
            assertThat(process.text()).doesNotContain("packets  ");
        }
    }

    @Test
    void readsStandardInputToItsEnd() throws Exception {
        try (ChildProcess process = process("-")) {
            try (OutputStream traffic = process.input()) {
                traffic.write(office);
            }
            assertThat(process.awaitEnd()).as(process.text()).isZero();
            assertThat(process.text()).contains("packets      372", "connections  63");
        }
        Map<String, String> piped = Logs.contents(logs());
        try (ChildProcess process = process(Samples.OFFICE)) {
            assertThat(process.awaitEnd()).as(process.text()).isZero();
        }
        assertThat(piped).isEqualTo(Logs.contents(logs()));
    }

    private Path logs() {
        return directory.resolve("logs");
    }

    private ChildProcess process(Object... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("process", "--quiet", "--log-dir", logs().toString()));
        for (Object each : arguments) {
            all.add(each.toString());
        }
        return ChildProcess.start("process", directory.resolve("process.txt"), BrookCommand.class, all);
    }
}

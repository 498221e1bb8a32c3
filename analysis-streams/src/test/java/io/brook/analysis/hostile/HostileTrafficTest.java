package io.brook.analysis.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.testing.JavaOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Storms against an engine in a process of its own with a small heap; {@code -Dbrook.hostile.full=true} for all millions. */
class HostileTrafficTest {
    private static final boolean FULL = Boolean.getBoolean("brook.hostile.full");

    @Test
    void withstandsEveryStormInASmallHeapAndServesTheBystanders() throws Exception {
        // Fewer packets, but then in less memory too, so that the limits are reached.
        String heap = FULL ? "-Xmx512m" : "-Xmx64m";
        assertThat(run(heap, HostileTraffic.class, FULL ? "1" : "150")).isZero();
    }

    @Test
    void holdsAConnectionInTheMemoryThatIsReckonedWith() throws Exception {
        String heap = FULL ? "-Xmx2g" : "-Xmx256m";
        assertThat(run(heap, IdleConnections.class, FULL ? "1000000" : "50000")).isZero();
    }

    @Test
    void holdsASessionInTheMemoryThatIsReckonedWith() throws Exception {
        assertThat(run("-Xmx512m", IdleConnections.class, "50000", "80")).isZero();
    }

    @Test
    void boundsWhatDetectionHoldsOfManySubjects() throws Exception {
        assertThat(run("-Xmx512m", DetectionTraffic.class, FULL ? "5000000" : "1500000"))
                .isZero();
    }

    @Test
    void boundsWhatWaitsForAWorkerThatIsBehind() throws Exception {
        assertThat(run("-Xmx64m", WaitingRecords.class, FULL ? "10000000" : "1000000"))
                .isZero();
    }

    /** Runs a program with this one's class path, and lets it print to where this one does. */
    private static int run(String heap, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JavaOptions.opens());
        command.addAll(List.of(heap, "-XX:+UseParallelGC", "-cp", System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        System.out.println(output);
        return status;
    }
}

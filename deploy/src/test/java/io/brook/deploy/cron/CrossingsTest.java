package io.brook.deploy.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.PropertiesFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossingsTest {
    @TempDir
    private Path spool;

    private final List<String> said = new ArrayList<>();

    @Test
    void hostsGoDownAndComeBack() throws RunException {
        for (boolean up : new boolean[] {true, true, false, false, true}) {
            run(now -> now.host("h1", up));
        }
        run(now -> now.host("h2", false));
        assertThat(said).containsExactly("host h1 down", "host h1 up");
    }

    @Test
    void aDiskIsSaidToBeFullOnce() throws RunException {
        for (int used : new int[] {95, 96, 97, 80, 99}) {
            run(now -> now.disk("h1", "/dev/sda1", used, 5));
        }
        assertThat(said)
                .containsExactly(
                        "Disk space low on h1:/dev/sda1 - 96% used.", "Disk space low on h1:/dev/sda1 - 99% used.");
    }

    @Test
    void anInterfaceFallsSilentOnce() throws RunException {
        List<Optional<Long>> counts = new ArrayList<>();
        for (long packets : new long[] {10, 10, 10, 25, 30}) {
            run(now -> counts.add(now.packets("h1", "eth0", "worker-1-capture", "7@1", packets, true)));
        }
        assertThat(counts)
                .containsExactly(Optional.empty(), Optional.of(0L), Optional.of(0L), Optional.of(15L), Optional.of(5L));
        run(now -> now.packets("h1", "eth0", "worker-1-capture", "8@2", 0, true));
        assertThat(said)
                .containsExactly(
                        "h1 is not seeing any packets on interface eth0",
                        "h1 is seeing packets again on interface eth0");
    }

    @Test
    void aCountIsOfOneProcess() throws RunException {
        List<Optional<Long>> counts = new ArrayList<>();
        run(now -> counts.add(now.since("bytes", "worker-1-capture", "7@1", 100)));
        run(now -> counts.add(now.since("bytes", "worker-1-capture", "7@1", 250)));
        run(now -> counts.add(now.since("packets", "worker-1-capture", "7@1", 3)));
        run(now -> counts.add(now.since("bytes", "worker-1-capture", "8@2", 300)));
        assertThat(counts).containsExactly(Optional.empty(), Optional.of(150L), Optional.empty(), Optional.empty());
    }

    @Test
    void aFileThatIsNotReadableIsNamed() throws Exception {
        Files.writeString(spool.resolve("cron.properties"), "a=\\u12");
        assertThatThrownBy(() -> Cron.memory(spool))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("cron.properties cannot be read");
    }

    private void run(Consumer<Crossings> work) throws RunException {
        PropertiesFile memory = Cron.memory(spool);
        work.accept(new Crossings(memory, said::add));
        memory.write();
    }
}

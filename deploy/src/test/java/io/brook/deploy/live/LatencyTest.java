package io.brook.deploy.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.testing.Namespaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a packet on the wire to a line, at 5,000 packets a second. It measures the machine as well, so it runs only when it is asked
 * for: {@code mvn verify -Pfaults -Dtest=LatencyTest -Dlatency.trace=FILE -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("faults")
class LatencyTest {
    private static final String SECONDS = "60";
    private static final String RATE = "5000";
    private static final double MOST_MEDIAN = 2;

    @TempDir
    private Path directory;

    @Test
    void aLineComesSoonAfterItsConnectionHasEnded() throws Exception {
        Path trace = Path.of(System.getProperty("latency.trace", "../docs/samples/office.pcap"));
        assertThat(Files.isRegularFile(trace)).as("%s is there", trace).isTrue();
        try (Namespaces network = Namespaces.make("tcpreplay")) {
            Node probe = Node.onServer(
                            network, directory.resolve("probe.txt"), LatencyProbe.class, Namespaces.INTERFACE, SECONDS)
                    .await("ready");
            network.onClient(
                    directory.resolve("replay.txt"),
                    "tcpreplay",
                    "-q",
                    "-K",
                    "--loop=0",
                    "--duration=" + SECONDS,
                    "--pps=" + RATE,
                    "-i",
                    Namespaces.INTERFACE,
                    trace.toString());
            assertThat(probe.awaitEnd()).as(probe.said()).isZero();
            System.out.println(probe.said());
            Matcher median = Pattern.compile("median ([0-9.]+) s").matcher(probe.said());
            assertThat(median.find()).as(probe.said()).isTrue();
            assertThat(Double.parseDouble(median.group(1))).isLessThanOrEqualTo(MOST_MEDIAN);
        }
    }
}

package io.brook.deploy.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.testing.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that blocks addresses with nftables does, in a namespace of the test's own. */
class BlockRecipeTest {
    private static final Path RECIPE =
            Path.of("..", "docs", "recipes", "block_nftables.py").toAbsolutePath();

    @TempDir
    private Path directory;

    @Test
    void dropsWhatComesFromABlockedAddress() throws Exception {
        try (Namespaces namespaces = Namespaces.make("nft", "python3", "ping")) {
            assertThat(ping(namespaces)).isZero();
            long until = TimeUnit.SECONDS.toNanos(Instant.now().getEpochSecond() + 600);
            long minute = TimeUnit.MINUTES.toNanos(1);
            Path records = Files.writeString(
                    directory.resolve("records"), """
                        {"address":"10.9.0.1","until":%d,"note":"Scan::Address_Scan"}
                        {"address":"10.9.0.1","until":%d,"note":"a shorter one changes nothing"}
                        {"address":"10.9.0.1","until":%d,"note":"a longer one does"}
                        {"address":"10.9.0.7","until":1,"note":"Scan::Address_Scan"}
                        {"address":"192.0.2.1","until":%d,"note":"Scan::Address_Scan"}
                        """.formatted(until, until - minute, until + minute, until));
            Path said = directory.resolve("said");
            String command = RECIPE + " --except 192.0.2.0/24 < " + records;
            Process blocking = namespaces.onServer(said, "sh", "-c", command);
            assertThat(blocking.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readAllLines(said))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("blocked 10.9.0.1 for ")
                                    .endsWith("Scan::Address_Scan"),
                            line -> assertThat(line).endsWith("a longer one does"));
            assertThat(ping(namespaces)).isEqualTo(1);
        }
    }

    private int ping(Namespaces namespaces) throws IOException, InterruptedException {
        Process ping = namespaces.onClient(directory.resolve("ping"), "ping", "-c", "1", "-W", "1", "10.9.0.2");
        assertThat(ping.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return ping.exitValue();
    }
}

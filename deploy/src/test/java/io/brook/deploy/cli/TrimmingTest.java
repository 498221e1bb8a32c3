package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.EncryptedTraffic;
import io.brook.deploy.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaving out the payload of encrypted connections changes the topic and nothing else. */
class TrimmingTest {
    private static final int CONNECTIONS = 200;

    @TempDir
    private Path directory;

    @Test
    void allLogsAreTheSameOfTrafficInWhichEverythingGoesWrong() throws IOException {
        Path trace = Files.write(directory.resolve("tls.pcap"), new EncryptedTraffic(1).connections(CONNECTIONS));
        Map<String, String> trimmed = logs("trimmed", "--config", config("TrimEncrypted = true"), trace);
        assertThat(trimmed.keySet()).contains("conn.log", "weird.log");
        assertThat(Logs.lines(directory.resolve("trimmed/conn.log"))).hasSizeGreaterThanOrEqualTo(CONNECTIONS);
        assertThat(logs("whole", "--no-trim", trace)).isEqualTo(trimmed);
        assertThat(logs("kept", "--config", config("TrimEncrypted = false"), trace))
                .isEqualTo(trimmed);
        assertThat(logs("careless", "-C", trace)).isEqualTo(logs("careless and whole", "-C", "--no-trim", trace));
    }

    @Test
    void saysHowMuchWasLeftOut() throws IOException {
        Path trace = Files.write(directory.resolve("tls.pcap"), new EncryptedTraffic(2).connections(20));
        Object[] common = {"process", "--quiet", "--log-dir", directory.resolve("logs"), trace};
        assertThat(Cli.run(common).out()).containsPattern("trimmed +[1-9][0-9,]* packets");
        Object[] whole = {"process", "--quiet", "--no-trim", "--log-dir", directory.resolve("logs"), trace};
        assertThat(Cli.run(whole).out()).doesNotContain("trimmed");
    }

    private Path config(String setting) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "brook", ".cfg"), setting + "\n");
    }

    private Map<String, String> logs(String name, Object... options) throws IOException {
        Path logs = directory.resolve(name);
        Object[] all = new Object[options.length + 4];
        all[0] = "process";
        all[1] = "--quiet";
        all[2] = "--log-dir";
        all[3] = logs;
        System.arraycopy(options, 0, all, 4, options.length);
        Cli result = Cli.run(all);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        return Logs.contents(logs);
    }
}

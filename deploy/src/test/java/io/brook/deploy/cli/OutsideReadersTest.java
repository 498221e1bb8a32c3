package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brook.deploy.Samples;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.schemas.serde.RecordText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Software that is not Brook's reads what docs/reading-topics.md says it can. */
class OutsideReadersTest {
    private static final int PATIENCE_S = 180;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    /** What conn.log says of uids. */
    private static Set<String> uids;

    @BeforeAll
    static void analyse() throws IOException, InterruptedException {
        Cli run = Cli.run(
                "process",
                "--quiet",
                "--data-dir",
                directory.resolve("data"),
                "--log-dir",
                directory.resolve("logs"),
                "--json",
                Samples.OFFICE);
        assertThat(run.status()).as(run.err()).isZero();
        uids = new TreeSet<>();
        for (String line : Files.readAllLines(directory.resolve("logs").resolve("conn.log"))) {
            uids.add(JSON.readTree(line).get("uid").asText());
        }
        assertThat(uids).isNotEmpty();
        broker = EmbeddedBroker.at(directory.resolve("data"));
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void kafkasConsoleConsumerPrintsThemAsJson() throws IOException, InterruptedException {
        List<String> lines = run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.kafka.tools.consumer.ConsoleConsumer",
                "--bootstrap-server",
                servers(),
                "--topic",
                "log.conn",
                "--from-beginning",
                "--max-messages",
                String.valueOf(uids.size()),
                "--command-property",
                "isolation.level=read_committed",
                "--formatter-property",
                "value.deserializer=" + RecordText.class.getName());
        assertThat(uidsOf(lines)).isEqualTo(uids);
    }

    @Test
    void aScriptInPythonPrintsThemAsJson() throws IOException, InterruptedException {
        assumeTrue(
                succeeds("/usr/bin/python3", "-c", "import avro, confluent_kafka"),
                "no python3-avro or python3-confluent-kafka");
        Path schemas = directory.resolve("schemas");
        assertThat(Cli.run("schema", "--write", schemas).status()).isZero();
        List<String> lines = run(
                Path.of("..", "docs", "recipes", "read_log.py").toString(),
                "--bootstrap-servers",
                servers(),
                "--schemas",
                schemas.toString(),
                "log.conn");
        assertThat(uidsOf(lines)).isEqualTo(uids);
    }

    @Test
    void kcatTellsHowManyThereAre() throws IOException, InterruptedException {
        assumeTrue(succeeds("kcat", "-V"), "no kcat");
        List<String> lines = run(
                "kcat",
                "-b",
                servers(),
                "-X",
                "isolation.level=read_committed",
                "-C",
                "-t",
                "log.conn",
                "-e",
                "-q",
                "-f",
                "%p %o %S\\n");
        assertThat(lines).hasSize(uids.size());
    }

    private static Set<String> uidsOf(List<String> lines) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String line : lines) {
            JsonNode uid = JSON.readTree(line).get("uid");
            assertThat(found.add(uid.asText())).as("a line comes once").isTrue();
        }
        return found;
    }

    private static String servers() {
        return broker.clientConfig()
                .get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
                .toString();
    }

    /** The lines that a program writes to standard output; it must succeed. */
    private static List<String> run(String... command) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("%s ends; %s", command[0], Files.readString(err)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return Files.readAllLines(out);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

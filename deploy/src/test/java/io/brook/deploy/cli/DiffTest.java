package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.ChildJava;
import io.brook.deploy.Samples;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.serde.RecordSerde;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class DiffTest {
    @TempDir
    private Path directory;

    @Test
    void showsWhatAProtocolThatIsSwitchedOffTakesAway() {
        Path all = process("all");
        assertThat(Cli.run("diff", all, process("again")).status()).isZero();

        Cli diff = Cli.run("diff", "--json", all, process("without", "--set", "analysis.disabled=dns"));
        assertThat(diff.status()).isEqualTo(1);
        assertThat(diff.err()).isEmpty();
        List<String> differences = diff.out()
                .lines()
                .filter(line -> line.contains("\"difference\":"))
                .toList();
        assertThat(differences)
                .anyMatch(line -> line.startsWith("{\"log\":\"dns\",\"difference\":\"gone\""))
                .anyMatch(line -> line.startsWith(
                        "{\"log\":\"conn\",\"difference\":\"changed\",\"columns\":[\"service\"],\"before\":{"))
                .allMatch(line -> line.matches("\\{\"log\":\"(dns|conn|known_services)\".*"));
    }

    @Test
    void comparesTopics() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            broker.start();
            publish(broker.clientConfig(), "one.log.known_hosts", "10.0.0.1", "10.0.0.2");
            publish(broker.clientConfig(), "two.log.known_hosts", "10.0.0.2", "10.0.0.3");
            Object servers = broker.clientConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
            Cli diff = Cli.run("diff", "--bootstrap-servers", servers, "one.", "two.");
            assertThat(diff.out().lines())
                    .containsExactly(
                            "known_hosts      1 the same, 1 new, 1 gone, 0 changed",
                            "  - ts=0.000001 host=10.0.0.1 sensor=campus",
                            "  + ts=0.000001 host=10.0.0.3 sensor=campus");
            assertThat(diff.status()).isEqualTo(1);
            assertThat(Cli.run("diff", "--bootstrap-servers", servers, "one.", "one.")
                            .status())
                    .isZero();
            assertThat(Cli.run("diff", "--bootstrap-servers", servers, "one.", "three."))
                    .isEqualTo(new Cli(2, "", "brook: there are no topics three.log.*\n"));
        }
    }

    @Test
    void saysWhatItCannotCompare() {
        Cli missing = Cli.run("diff", directory, directory.resolve("nothing"));
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err())
                .isEqualTo("brook: '" + directory.resolve("nothing")
                        + "' is no directory; if the names of topics begin with it, name the brokers with"
                        + " --bootstrap-servers\n");
        assertThat(Cli.run("diff", directory).status()).isEqualTo(2);
        assertThat(Cli.run("diff", "--help").out()).contains("1   They differ.");
    }

    /** What is the same takes no memory, however much it is. What differs does; there may be too much of it, and then it says so. */
    @Test
    void needsMemoryForWhatDiffersOnly() throws Exception {
        Path before = hosts("before", "10.");
        assertThat(withLittleMemory(before, hosts("same", "10.")))
                .isEqualTo(new Cli(0, "known_hosts      300,000 the same, 0 new, 0 gone, 0 changed\n", ""));
        assertThat(withLittleMemory(before, hosts("other", "11.")))
                .isEqualTo(new Cli(
                        2,
                        "",
                        "brook: what differs does not fit into memory; give Java more, as with"
                                + " BROOK_JAVA_OPTS=-Xmx4g\n"));
    }

    /** A log of so many hosts that two are larger than the memory below. */
    private Path hosts(String name, String network) throws IOException {
        Path log = directory.resolve(name).resolve("known_hosts.log");
        Files.createDirectories(log.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(log)) {
            out.write(
                    "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tknown_hosts\n"
                            + "#open\t2026-01-01-00-00-00\n#fields\tts\thost\n#types\ttime\taddr\n");
            for (int i = 0; i < 300_000; i++) {
                out.write(i + ".000000\t" + network + (i >> 16) + '.' + (i >> 8 & 0xff) + '.' + (i & 0xff) + '\n');
            }
            out.write("#close\t2026-01-01-00-00-01\n");
        }
        return log.getParent();
    }

    private Cli withLittleMemory(Path before, Path after) throws Exception {
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        List<String> command = ChildJava.command(
                32, BrookCommand.class.getName(), List.of("diff", "--summary", before.toString(), after.toString()));
        int status = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Cli(status, Files.readString(out), Files.readString(err));
    }

    private Path process(String name, Object... options) {
        Path logs = directory.resolve(name);
        Object[] all = new Object[options.length + 5];
        System.arraycopy(new Object[] {"process", "--quiet", "--log-dir", logs, Samples.OFFICE}, 0, all, 0, 5);
        System.arraycopy(options, 0, all, 5, options.length);
        assertThat(Cli.run(all).status()).isZero();
        return logs;
    }

    private static void publish(Map<String, Object> client, String topic, String... hosts) throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String host : hosts) {
                KnownHostsLog line = new KnownHostsLog(new LogMeta("campus", 1000L), 1000L, host);
                producer.send(new ProducerRecord<>(
                        topic, RecordSerde.of(KnownHostsLog.class).serializer().serialize(topic, line)));
            }
            producer.flush();
        }
    }
}

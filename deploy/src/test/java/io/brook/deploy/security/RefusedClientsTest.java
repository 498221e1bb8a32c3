package io.brook.deploy.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.deploy.cli.CommandLineTool;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.node.KafkaCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that is set up wrongly is told so in one line that says what to change. */
@Timeout(600)
class RefusedClientsTest {
    @TempDir
    private static Path directory;

    private static SecuredBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new SecuredBroker(directory);
        broker.addUser("analyst");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void withoutTlsAtAPortOfTls() throws Exception {
        refused(
                Map.of("bootstrap.servers", broker.secureServer()),
                broker.secureServer()
                        + " speaks TLS and this process does not; set security.protocol to SSL or SASL_SSL");
    }

    @Test
    void withTlsAtAPortWithout() throws Exception {
        Map<String, Object> client = changed("bootstrap.servers", broker.plainServer());
        CompletableFuture<String> said = new CompletableFuture<>();
        CompletableFuture<Void> opening = CompletableFuture.runAsync(() -> {
            try {
                KafkaCluster.open(client, TopicPlan.keepingAll(1), said::complete)
                        .close();
            } catch (RunException | InterruptedException e) {
                said.completeExceptionally(e);
            }
        });
        assertThat(said.get(180, TimeUnit.SECONDS))
                .startsWith("no broker answers at " + broker.plainServer() + ": " + broker.plainServer()
                        + " does not speak TLS and this process does; name the brokers' port for TLS")
                .endsWith("; waiting");
        opening.cancel(true);
    }

    @Test
    void withAnotherAuthority() throws Exception {
        refused(
                changed("ssl.truststore.location", broker.otherAuthority().toString()),
                "the broker's certificate comes from an authority that this process does not trust; name the file with that"
                        + " authority's certificate in ssl.truststore.location");
    }

    @Test
    void withACertificateThatTheBrokerDoesNotKnow() throws Exception {
        refused(broker.stranger(), "ssl.keystore.location");
    }

    @Test
    void withAWrongPassword() throws Exception {
        refused(
                broker.user("nobody"),
                "the brokers do not accept the identity of this process (Authentication failed during authentication due to"
                        + " invalid credentials with SASL mechanism SCRAM-SHA-512); check user and password in"
                        + " sasl.jaas.config");
    }

    @Test
    void withAnotherMechanism() throws Exception {
        Map<String, Object> client = changed("sasl.mechanism", "PLAIN");
        client.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\"b\";");
        refused(client, "; set sasl.mechanism to one that the brokers offer");
    }

    @Test
    void withKeysThatNobodyKnows() throws Exception {
        Map<String, Object> client = changed("security.protcol", "SASL_SSL");
        client.put("consumer.fetch.max.wait.ms", "100");
        client.put("producer.linger", "5");
        String said = CommandLineTool.failsAt(directory, client, "sensors");
        assertThat(said.lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .endsWith(
                                        ": Kafka's clients know no key producer.linger; did you mean producer.linger.ms?"),
                        line -> assertThat(line)
                                .endsWith(
                                        ": Kafka's clients know no key security.protcol; did you mean security.protocol?"));
    }

    @Test
    void withoutRights() throws Exception {
        assertThat(CommandLineTool.failsAt(directory, broker.user("analyst"), "topics", "list"))
                .startsWith("brook: Kafka refuses: Create on topic *, Describe on topic *, AlterConfigs on topic *"
                        + " are missing; kafka-acls.sh adds rights, and docs/operations.md lists"
                        + " those of topics");
    }

    /** A process does not start, and a command ends, each with one line. */
    private static void refused(Map<String, Object> client, String line) throws Exception {
        List<String> said = new ArrayList<>();
        assertThatThrownBy(() -> KafkaCluster.open(client, TopicPlan.keepingAll(1), said::add))
                .isInstanceOf(RunException.class)
                .hasMessageContaining(line)
                .message()
                .hasLineCount(1);
        assertThat(said).isEmpty();
        assertThat(CommandLineTool.failsAt(directory, client, "analysis", "list")
                        .lines())
                .hasSize(2)
                .satisfies(
                        lines -> assertThat(lines.get(0)).startsWith("brook: ").contains(line));
    }

    private static Map<String, Object> changed(String key, String value) {
        Map<String, Object> client = new HashMap<>(broker.user("analyst"));
        client.put(key, value);
        return client;
    }
}

package io.brook.deploy.cli;

import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.schemas.topic.Names;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** The Kafka cluster that a command works with. */
final class ClusterOptions {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Brokers of the cluster's Kafka, separated by commas; as BootstrapServers=....")
    private String servers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "A properties file with other settings of Kafka's clients, such as security.protocol; as KafkaConfig=....")
    private Path file;

    /** Whether any brokers are named. */
    boolean isNamed(BrookConfig config) {
        return servers != null
                || file != null
                || config.kafkaConfig().isPresent()
                || !config.bootstrapServers().isEmpty();
    }

    /**
     * The settings that clients connect with.
     *
     * @throws ConfigException when no broker is named, or Kafka's clients refuse a setting
     */
    Map<String, Object> client(BrookConfig config) throws ConfigException {
        Map<String, Object> client = new HashMap<>();
        Path properties = file == null ? config.kafkaConfig().orElse(null) : file;
        if (properties != null) {
            Properties settings = read(properties);
            List<String> unknown = ClientKeys.problems(properties.toString(), settings.stringPropertyNames());
            if (!unknown.isEmpty()) {
                throw new ConfigException(unknown);
            }
            settings.forEach((key, value) -> client.put((String) key, value));
        }
        String named = servers == null ? config.bootstrapServers() : servers;
        if (!named.isEmpty()) {
            client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, named);
        }
        if (!client.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new ConfigException(
                    List.of("which brokers? name them with --bootstrap-servers HOST:PORT, or in the file of"
                            + " --config as BootstrapServers"));
        }
        check(client);
        client.put(Names.KEY, config.names().prefix());
        return client;
    }

    private static Properties read(Path file) throws ConfigException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(
                    List.of("--kafka-config " + file + " cannot be read; it must be a Java properties file"));
        }
    }

    private static void check(Map<String, Object> client) throws ConfigException {
        try {
            AdminClientConfig settings = new AdminClientConfig(client);
            settings.getList(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        } catch (KafkaException e) {
            throw new ConfigException(List.of("Kafka's clients refuse the settings: " + e.getMessage()));
        }
    }
}

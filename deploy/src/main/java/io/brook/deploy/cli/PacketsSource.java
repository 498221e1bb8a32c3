package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.schemas.disk.WritableDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where packets are that a command reads: at a cluster, or in the directory that a run of {@code process} has kept. */
final class PacketsSource {
    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Instead of a cluster: the topics that brook process --data-dir DIR has kept.")
    private Path dataDirectory;

    /** What is read, until it is closed. */
    record Opened(Map<String, Object> client, EmbeddedBroker broker) implements AutoCloseable {
        @Override
        public void close() {
            if (broker != null) {
                broker.close();
            }
        }
    }

    /** Whether the packets are in a directory. */
    boolean isEmbedded() {
        return dataDirectory != null;
    }

    /**
     * Starts a broker for the directory, if one is named.
     *
     * @throws ConfigException when neither a cluster nor a directory with topics is named
     * @throws RunException when the broker does not start
     * @throws InterruptedException while it waits for that
     */
    Opened open(BrookConfig config) throws ConfigException, RunException, InterruptedException {
        if (dataDirectory == null) {
            return new Opened(cluster.client(config), null);
        }
        if (cluster.isNamed(config)) {
            throw new ConfigException(List.of("name a cluster or a --data-dir, not both"));
        }
        if (!Files.isDirectory(dataDirectory.resolve("kafka"))) {
            throw new ConfigException(List.of(
                    "--data-dir " + dataDirectory + ": there are no topics; brook process --data-dir keeps them"));
        }
        try {
            EmbeddedBroker broker = EmbeddedBroker.at(dataDirectory);
            broker.start();
            return new Opened(broker.clientConfig(), broker);
        } catch (IOException e) {
            throw new RunException(
                    "cannot read the topics in " + dataDirectory + ": " + WritableDirectory.reason(e), e);
        }
    }
}

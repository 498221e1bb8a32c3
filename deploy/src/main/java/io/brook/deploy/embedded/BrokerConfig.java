package io.brook.deploy.embedded;

import java.util.Properties;

/** The settings of the embedded broker: one node, small buffers, nothing that expires. */
final class BrokerConfig {
    static final String CONTROLLER = "CONTROLLER";

    private BrokerConfig() {}

    /** Host and port as Kafka has them; an IPv6 address is in brackets. */
    static String address(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    static Properties properties(int node, String host, int port, int controllerPort, DataDirectory data) {
        Properties config = new Properties();
        network(config, node, host, port, controllerPort);
        single(config);
        small(config);
        config.setProperty("log.dirs", data.kafka().toString());
        config.setProperty("auto.create.topics.enable", "false");
        // Long enough for all threads of the process to join, so that tasks are assigned once.
        config.setProperty("group.initial.rebalance.delay.ms", "100");
        // What a run has published is its input, and stays until the directory is deleted.
        config.setProperty("log.retention.ms", "-1");
        config.setProperty("log.retention.bytes", "-1");
        // But a topic with a limit of its own, in a run without end, is kept close to that limit.
        config.setProperty("log.retention.check.interval.ms", "5000");
        config.setProperty("log.initial.task.delay.ms", "5000");
        return config;
    }

    private static void network(Properties config, int node, String host, int port, int controllerPort) {
        String broker = "PLAINTEXT://" + address(host, port);
        // The broker itself is its only client.
        String controller = "127.0.0.1:" + controllerPort;
        config.setProperty("process.roles", "broker,controller");
        config.setProperty("node.id", Integer.toString(node));
        config.setProperty("listeners", broker + "," + CONTROLLER + "://" + controller);
        config.setProperty("advertised.listeners", broker);
        config.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        config.setProperty("controller.listener.names", CONTROLLER);
        config.setProperty("inter.broker.listener.name", "PLAINTEXT");
        config.setProperty("controller.quorum.voters", node + "@" + controller);
    }

    /** The defaults of Kafka's internal topics are for three brokers and many groups. */
    private static void single(Properties config) {
        for (String prefix : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            config.setProperty(prefix + ".replication.factor", "1");
            config.setProperty(prefix + ".num.partitions", "1");
        }
        config.setProperty("transaction.state.log.min.isr", "1");
        config.setProperty("share.coordinator.state.topic.min.isr", "1");
        // The open transaction of a killed run holds up readers until it is found.
        config.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    private static void small(Properties config) {
        // Twice a second the controller would tell its followers that nothing has changed; it has none.
        config.setProperty("metadata.max.idle.interval.ms", "0");
        config.setProperty("num.network.threads", "1");
        config.setProperty("num.io.threads", "2");
        config.setProperty("num.recovery.threads.per.data.dir", "1");
        // 128 MB of heap by default.
        config.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        config.setProperty("offsets.load.buffer.size", "1048576");
    }
}

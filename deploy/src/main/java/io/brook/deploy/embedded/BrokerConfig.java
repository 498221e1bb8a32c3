package io.brook.deploy.embedded;

import java.util.Properties;

/** The settings of a broker of Brook's own: small buffers, nothing that expires. */
final class BrokerConfig {
    static final String CONTROLLER = "CONTROLLER";

    private BrokerConfig() {}

    /** Host and port as Kafka has them; an IPv6 address is in brackets. */
    static String address(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    static Properties properties(String host, int port, Quorum quorum, DataDirectory data) {
        Properties config = new Properties();
        network(config, host, port, quorum);
        copies(config, quorum);
        small(config);
        if (quorum.size() == 1) {
            // Twice a second the controller would tell its followers that nothing has changed; it has none.
            config.setProperty("metadata.max.idle.interval.ms", "0");
        }
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

    /** Of the controller of a broker that is alone, without its broker. */
    static Properties controller(Quorum quorum, DataDirectory data) {
        Properties config = new Properties();
        config.setProperty("process.roles", "controller");
        config.setProperty("node.id", Integer.toString(quorum.node()));
        config.setProperty("listeners", CONTROLLER + "://" + quorum.controller());
        config.setProperty("listener.security.protocol.map", CONTROLLER + ":PLAINTEXT");
        config.setProperty("controller.listener.names", CONTROLLER);
        config.setProperty("controller.quorum.voters", quorum.voters());
        config.setProperty("log.dirs", data.kafka().toString());
        return config;
    }

    private static void network(Properties config, String host, int port, Quorum quorum) {
        String broker = "PLAINTEXT://" + address(host, port);
        config.setProperty("process.roles", "broker,controller");
        config.setProperty("node.id", Integer.toString(quorum.node()));
        config.setProperty("listeners", broker + "," + CONTROLLER + "://" + quorum.controller());
        config.setProperty("advertised.listeners", broker);
        config.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        config.setProperty("controller.listener.names", CONTROLLER);
        config.setProperty("inter.broker.listener.name", "PLAINTEXT");
        config.setProperty("controller.quorum.voters", quorum.voters());
    }

    /** The defaults of Kafka's internal topics are for three brokers and many groups. */
    private static void copies(Properties config, Quorum quorum) {
        String copies = Integer.toString(quorum.copies());
        String inSync = Integer.toString(quorum.inSync());
        config.setProperty("default.replication.factor", copies);
        config.setProperty("min.insync.replicas", inSync);
        for (String prefix : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            config.setProperty(prefix + ".replication.factor", copies);
            config.setProperty(prefix + ".num.partitions", "1");
        }
        config.setProperty("transaction.state.log.min.isr", inSync);
        config.setProperty("share.coordinator.state.topic.min.isr", inSync);
        // The open transaction of a killed run holds up readers until it is found.
        config.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    private static void small(Properties config) {
        config.setProperty("num.network.threads", "1");
        config.setProperty("num.io.threads", "2");
        config.setProperty("num.recovery.threads.per.data.dir", "1");
        // 128 MB of heap by default.
        config.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        config.setProperty("offsets.load.buffer.size", "1048576");
    }
}

package io.brook.deploy.config;

import io.brook.deploy.cluster.Retention;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.schemas.topic.Names;
import java.util.EnumSet;
import java.util.Set;

/** The Kafka cluster, and how topics are created there. */
final class TopicSettings {
    private static final Set<Reader> MAKERS = makers();

    private static final int DEFAULT_PACKETS_HOURS = 24;
    /** Kafka's own. */
    private static final int DEFAULT_HOURS = 168;

    private static final Option BOOTSTRAP_SERVERS = Option.brokers("BootstrapServers")
            .about("Brokers of the Kafka cluster. Required, unless the command line names them.")
            .readBy(Reader.CLIENTS);
    private static final Option KAFKA_CONFIG = Option.text("KafkaConfig", "", Validators.PATH)
            .about(
                    "A properties file with other settings of Kafka's clients, such as security.protocol. None when empty.")
            .readBy(Reader.CLIENTS);
    private static final Option PREFIX = Option.text("TopicPrefix", "", Validators.NAME_PREFIX)
            .about("What the names of all topics, groups, applications and transactional ids begin with, such as site1."
                    + " (with the dot), so that several Brooks can share a Kafka cluster.")
            .readBy(Reader.CLIENTS);
    private static final Option CREATE = Option.flag("CreateTopics", true)
            .about("Whether processes create the topics that are missing. When false, brook topics create has to have"
                    + " created them, and processes do not need the right to.")
            .readBy(MAKERS);
    private static final Option PARTITIONS = Option.integer("Partitions", 0, 0, BrookConfig.MAX_PARTITIONS)
            .about(
                    "How many partitions the shared topics get when they are created. More workers than that have nothing"
                            + " to do. The number of cores when 0.")
            .readBy(with(MAKERS, Reader.PROCESS));
    private static final Option PACKETS_HOURS = Option.integer("PacketsRetentionHours", DEFAULT_PACKETS_HOURS, 0)
            .about("How long Kafka keeps packets, whether or not a worker has read them; for ever when 0. This and the"
                    + " next three apply when topics are created.")
            .in("hours")
            .readBy(MAKERS);
    private static final Option PACKETS_BYTES = Option.number("PacketsRetentionBytes", 0, 0)
            .about(
                    "How much of the packets Kafka keeps at most, over all partitions; each copy counts by itself. No limit"
                            + " when 0.")
            .in("bytes")
            .readBy(MAKERS);
    private static final Option HOURS = Option.integer("RetentionHours", DEFAULT_HOURS, 0)
            .about(
                    "How long Kafka keeps the records of other topics, such as lines that the logger has written long ago;"
                            + " for ever when 0. Compacted topics always keep the last record of each key.")
            .in("hours")
            .readBy(MAKERS);
    private static final Option BYTES = Option.number("RetentionBytes", 0, 0)
            .about("How much each of these topics keeps at most. No limit when 0.")
            .in("bytes")
            .readBy(MAKERS);

    static final OptionGroup GROUP = OptionGroup.of(
            "Kafka",
            BOOTSTRAP_SERVERS,
            KAFKA_CONFIG,
            PREFIX,
            CREATE,
            PARTITIONS,
            PACKETS_HOURS,
            PACKETS_BYTES,
            HOURS,
            BYTES);

    private TopicSettings() {}

    /** The commands that create topics. */
    static Set<Reader> makers() {
        return with(with(Reader.NODES, Reader.TOPICS), Reader.REPLAY);
    }

    private static Set<Reader> with(Set<Reader> readers, Reader another) {
        EnumSet<Reader> all = EnumSet.copyOf(readers);
        all.add(another);
        return all;
    }

    static String bootstrapServers(Values values) {
        return String.join(",", values.list(BOOTSTRAP_SERVERS));
    }

    static String kafkaConfig(Values values) {
        return values.text(KAFKA_CONFIG);
    }

    static int partitions(Values values) {
        return values.integer(PARTITIONS);
    }

    static Names names(Values values) {
        return new Names(values.text(PREFIX));
    }

    static TopicPlan plan(Values values, int partitions) {
        return new TopicPlan(
                names(values),
                values.flag(CREATE),
                partitions,
                new Retention(values.integer(PACKETS_HOURS), values.number(PACKETS_BYTES)),
                new Retention(values.integer(HOURS), values.number(BYTES)),
                CopySettings.prefixes(values));
    }
}

package io.brook.deploy.embedded;

import io.brook.analysis.topology.AnalysisTopology;
import io.brook.notice.topology.NoticeTopology;
import io.brook.schemas.topic.Topics;
import io.brook.state.StateTopology;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** Makes the one {@link KafkaStreams} that runs the tasks of every stage. */
final class StreamsFactory {
    static final String APPLICATION = "brook";
    /** A result passes three stages, each of which waits for the one before it to commit. */
    private static final int COMMIT_INTERVAL_MS = 100;
    /** Records read ahead of their task; a batch of packets may be 64 KiB, so this is 32 MiB per partition. */
    private static final int RECORDS_AHEAD = 500;

    /** The most that a broker allows, unless told otherwise: 15 minutes. */
    private static final int PATIENCE_MS = 900_000;

    private StreamsFactory() {}

    /** Every stage's tasks, by the partitions that each topic has. */
    static Topology topology(PipelineConfig config, Map<String, Integer> partitions) {
        Topology topology = new Topology();
        AnalysisTopology.addTo(topology, config.analysis(), partitions.get(Topics.EVIDENCE.name()));
        StateTopology.addTo(topology, partitions.get(Topics.OBSERVATIONS.name()));
        NoticeTopology.addTo(topology, config.notice(), partitions.get(Topics.NOTICES.name()));
        return topology;
    }

    /** How many tasks a topology is: each of its parts is one for each partition that it reads. */
    static int tasks(Topology topology, Map<String, Integer> partitions) {
        return topology.describe().subtopologies().stream()
                .mapToInt(part -> part.nodes().stream()
                        .filter(TopologyDescription.Source.class::isInstance)
                        .flatMap(node -> ((TopologyDescription.Source) node).topicSet().stream())
                        .mapToInt(partitions::get)
                        .max()
                        .orElse(0))
                .sum();
    }

    static KafkaStreams streams(Topology topology, int threads, Map<String, Object> client, Path directory) {
        return new KafkaStreams(topology, properties(threads, client, directory));
    }

    private static Properties properties(int threads, Map<String, Object> client, Path directory) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RECORDS_AHEAD);
        Consumers.QUICK_TO_CLOSE.forEach((key, value) -> properties.put(StreamsConfig.consumerPrefix(key), value));
        // A second request under way when the first is refused is out of sequence for the broker, which makes much of
        // it.
        // And an aborted transaction would cost a task its connections.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        // A machine may be suspended in the middle of a run. Whoever died is told of by its thread, not by its silence.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), PATIENCE_MS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), PATIENCE_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), PATIENCE_MS);
        return properties;
    }
}

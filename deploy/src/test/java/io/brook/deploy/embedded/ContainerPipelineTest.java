package io.brook.deploy.embedded;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The pipeline on a broker as it is deployed; skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerPipelineTest extends PipelineContract {
    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka-native:4.3.1");

    @Override
    Map<String, Object> client() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, KAFKA.getBootstrapServers());
    }
}

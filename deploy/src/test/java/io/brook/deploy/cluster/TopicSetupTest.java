package io.brook.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class TopicSetupTest {
    @Test
    void makesTopicsThatKeepWhatTheConfigurationSays() throws Exception {
        TopicPlan plan = new TopicPlan(4, new Retention(24, 8L << 30), new Retention(168, 0));
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            broker.start();
            try (Admin admin = Admin.create(broker.clientConfig())) {
                TopicSetup.ensure(admin, plan, Replication.over(1));
                assertThat(settings(admin, Topics.PACKETS))
                        .containsEntry("retention.ms", "86400000")
                        .containsEntry("retention.bytes", Long.toString(2L << 30))
                        .containsEntry("segment.ms", "10800000")
                        .containsEntry("segment.bytes", Long.toString(2L << 27))
                        .containsEntry("cleanup.policy", "delete");
                assertThat(settings(admin, Topics.NOTICES))
                        .containsEntry("retention.ms", "604800000")
                        .containsEntry("retention.bytes", "-1");
                assertThat(settings(admin, Topics.PROGRESS)).containsEntry("cleanup.policy", "compact");
            }
        }
    }

    @Test
    void keepsAllWhereThereIsNoLimit() {
        assertThat(Retention.UNLIMITED.settings(3))
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1");
    }

    @Test
    void makesSegmentsNoSmallerThanBrokersAllow() {
        assertThat(new Retention(1, 1000).settings(2))
                .containsEntry("segment.bytes", "1048576")
                .containsEntry("retention.bytes", "500");
    }

    private static Map<String, String> settings(Admin admin, Topic topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    }
}

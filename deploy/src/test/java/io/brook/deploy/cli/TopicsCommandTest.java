package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class TopicsCommandTest {
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.temporary();
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void makesThemSaysHowTheyDifferAndChangesThemOnlyWhenTold() {
        int count = Topics.all().size() + 4;
        Cli missing = topics("check", "--partitions", 2);
        assertThat(missing.status()).isEqualTo(ExitStatus.FAILED.code);
        assertThat(missing.out().lines()).hasSize(count).contains("packets: missing");
        assertThat(topics("list").out().lines()).hasSize(1);
        assertThat(topics("create", "--partitions", 2).out().lines())
                .hasSize(count)
                .contains("brook-state-state-known-changelog: created");
        assertThat(topics("check", "--partitions", 2)).isEqualTo(new Cli(0, "", ""));
        assertThat(topics("list").out()).containsPattern("packets +2 +1 delete +86400000 +-1\n");

        Object[] others = {"--partitions", 3, "--set", "PacketsRetentionHours=2", "--set", "RetentionBytes=80000000"};
        String packets = "packets: partitions is 2, should be 3 (this command does not change it)";
        Cli differs = topics("check", others);
        assertThat(differs.status()).isEqualTo(ExitStatus.FAILED.code);
        assertThat(differs.out().lines())
                .contains(packets, "packets: retention.ms is 86400000, should be 7200000")
                .contains("log.conn: retention.bytes is -1, should be 80000000");
        assertThat(topics("create", others).out()).isEqualTo(differs.out());
        assertThat(topics("check", others).out()).isEqualTo(differs.out());

        Object[] apply = with(others, "--apply");
        assertThat(topics("create", apply).out().lines())
                .contains(packets, "packets: retention.ms was 86400000, is now 7200000");
        assertThat(topics("check", others).out().lines())
                .contains(packets)
                .allMatch(line -> line.contains(": partitions is 2"));
        assertThat(topics("check", with(others, "--json")).out().lines())
                .hasSize(count)
                .anyMatch(line ->
                        line.matches("\\{\"topic\":\"packets\",\"existed\":true,\"partitions\":2,\"replicas\":1,"
                                + "\"settings\":\\{.*\"retention.ms\":\"7200000\".*},\"differences\":\\[\\{\"setting\":\"partitions\","
                                + "\"is\":\"2\",\"wanted\":\"3\",\"changeable\":false}]}"));
        assertThat(topics("list", "--apply").err()).contains("--apply is for create");
    }

    private static Object[] with(Object[] arguments, Object more) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.add(more);
        return all.toArray();
    }

    private static Cli topics(String action, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("topics", action));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "--bootstrap-servers", broker.clientConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)));
        return Cli.run(all.toArray());
    }
}

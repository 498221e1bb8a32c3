package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.deploy.embedded.EmbeddedBroker;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    @Test
    void switchesAnalysesAndTellsWhichAre() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            broker.start();
            try (Admin admin = Admin.create(broker.clientConfig())) {
                TopicSetup.ensure(admin, TopicPlan.keepingAll(1), Replication.over(1));
            }
            Object bootstrap = broker.clientConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
            Cli disabled = Cli.run("analysis", "disable", "http-body", "socks", "--bootstrap-servers", bootstrap);
            assertThat(disabled.err()).isEmpty();
            assertThat(disabled.status()).isZero();
            assertThat(Cli.run("analysis", "enable", "socks", "--bootstrap-servers", bootstrap)
                            .status())
                    .isZero();
            assertThat(Cli.run("analysis", "list", "--bootstrap-servers", bootstrap)
                            .out()
                            .lines()
                            .map(line -> line.replaceAll(" {2,}", " ")))
                    .contains("http-body disabled", "socks enabled", "dhcp as configured");
            assertThat(Cli.run("analysis", "RESET", "Http-Body", "--bootstrap-servers", bootstrap)
                            .status())
                    .isZero();
            assertThat(Cli.run("analysis", "list", "--bootstrap-servers", bootstrap)
                            .out()
                            .lines()
                            .map(line -> line.replaceAll(" {2,}", " ")))
                    .contains("http-body as configured", "socks enabled");
        }
    }

    @Test
    void refusesWhatIsNoAnalysis() {
        Cli result = Cli.run("analysis", "disable", "http-bodies", "socks", "--bootstrap-servers", "127.0.0.1:9");
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE.code);
        assertThat(result.err())
                .contains("no such TYPE: http-bodies; there are ")
                .contains("http-body");
    }

    @Test
    void wantsToKnowWhatToSwitch() {
        Cli result = Cli.run("analysis", "disable", "--bootstrap-servers", "127.0.0.1:9");
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE.code);
        assertThat(result.err()).contains("which TYPE?");
    }

    @Test
    void saysThatThereIsNoBroker() {
        Cli result = Cli.run("analysis", "list", "--bootstrap-servers", "no-such-host.invalid:9092");
        assertThat(result.status()).isEqualTo(ExitStatus.FAILED.code);
        assertThat(result.err()).startsWith("brook: no answer about the topic control from no-such-host.invalid:9092");
    }
}

package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.CaptureConfig;
import io.brook.capture.run.CaptureReport.Outcome;
import io.brook.capture.run.TracePublisher;
import io.brook.deploy.Samples;
import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.deploy.embedded.EmbeddedBroker;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class SensorsTest {
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.temporary();
        broker.start();
        try (Admin admin = Admin.create(broker.clientConfig())) {
            TopicSetup.ensure(admin, TopicPlan.keepingAll(2), Replication.over(1));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void listsAndForgets() throws Exception {
        assertThat(sensors().out())
                .isEqualToNormalizingNewlines(
                        "sensor                   state      last packet              traces        packets\n");
        assertThat(publish("dmz")).isEqualTo(Outcome.PUBLISHED);
        assertThat(publish("lab")).isEqualTo(Outcome.PUBLISHED);
        assertThat(sensors().out().lines().skip(1).toList())
                .satisfiesExactly(
                        line -> assertThat(line).matches("dmz +ended +20\\d\\d-[-0-9T:.]+Z +1 +372"),
                        line -> assertThat(line).startsWith("lab "));
        assertThat(sensors("list", "--json").out().lines().toList().get(0))
                .matches("\\{\"sensor\":\"dmz\",\"state\":\"ended\",\"last_packet\":\"20[-0-9T:.]+Z\",\"traces\":1,"
                        + "\"packets\":372,\"bytes\":\\d+}");
        assertThat(publish("dmz")).isEqualTo(Outcome.ALREADY_COMPLETE);

        Cli forgotten = sensors("forget", "dmz");
        assertThat(forgotten.err()).isEmpty();
        assertThat(forgotten.status()).isZero();
        assertThat(sensors().out().lines().skip(1).toList()).hasSize(1);
        Cli unknown = sensors("forget", "dmz");
        assertThat(unknown.status()).isEqualTo(ExitStatus.FAILED.code);
        assertThat(unknown.err()).startsWith("brook: there is no sensor dmz");
        assertThat(publish("dmz")).isEqualTo(Outcome.PUBLISHED);
        assertThat(publish("dmz")).isEqualTo(Outcome.ALREADY_COMPLETE);
        assertThat(sensors("forget", "dmz", "lab").status()).isZero();
        assertThat(publish("dmz")).isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void wantsToKnowWhatToForget() {
        Cli result = sensors("forget");
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE.code);
        assertThat(result.err()).contains("which NAME?");
        assertThat(sensors("list", "dmz").err()).contains("list takes no NAME");
        assertThat(sensors("forget", "a/b").err()).contains("Invalid value for NAME: 'a/b'");
    }

    private static Cli sensors(Object... arguments) {
        Object[] all = Arrays.copyOf(new Object[] {"sensors"}, arguments.length + 3);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--bootstrap-servers";
        all[arguments.length + 2] = broker.clientConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        return Cli.run(all);
    }

    private static Outcome publish(String sensor) throws Exception {
        try (TracePublisher publisher = new TracePublisher(broker.clientConfig(), CaptureConfig.DEFAULT, sensor)) {
            Outcome outcome = publisher
                    .publish(sensor, List.of(Samples.OFFICE), (packets, bytes) -> {})
                    .outcome();
            publisher.flush();
            return outcome;
        }
    }
}

package io.brook.deploy.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.notice.policy.PolicyFiles;
import io.brook.schemas.record.PolicyVersion;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class PolicyControlTest {
    private static final int AT_ONCE = 2;
    private static final int TIMES = 15;
    private static final int KEPT = 20;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.temporary();
        broker.start();
        try (Admin admin = Admin.create(broker.clientConfig())) {
            TopicSetup.ensure(admin, TopicPlan.keepingAll(1), Replication.over(1));
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private static PolicyFiles files(String text) {
        return PolicyFiles.of(Map.of("local.yaml", text));
    }

    @Test
    void versionsAreCountedAndTheOldestForgotten() throws Exception {
        PolicyControl control = new PolicyControl(broker.clientConfig());
        assertThat(control.versions()).isEmpty();
        for (int i = 1; i <= KEPT + 2; i++) {
            assertThat(control.apply(files("# " + i), i, i)).isEqualTo(i);
        }
        assertThat(control.versions())
                .extracting(PolicyVersion::getVersion)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(3, KEPT + 2).boxed().toList());
    }

    @Test
    void whoAppliesAtOnceGetsAVersionOfHisOwn() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(AT_ONCE);
        try {
            CyclicBarrier together = new CyclicBarrier(AT_ONCE);
            for (int i = 0; i < TIMES; i++) {
                List<Future<Long>> applied = new ArrayList<>();
                for (int person = 0; person < AT_ONCE; person++) {
                    int own = person;
                    applied.add(people.submit(() -> {
                        PolicyControl control = new PolicyControl(broker.clientConfig());
                        together.await();
                        return control.apply(files("# " + own), own, own);
                    }));
                }
                List<Long> taken = new ArrayList<>();
                for (Future<Long> each : applied) {
                    taken.add(each.get());
                }
                Map<Long, PolicyVersion> versions = new PolicyControl(broker.clientConfig())
                        .versions().stream().collect(Collectors.toMap(PolicyVersion::getVersion, each -> each));
                long before = (long) i * AT_ONCE;
                assertThat(taken).containsExactlyInAnyOrder(before + 1, before + 2);
                for (int person = 0; person < AT_ONCE; person++) {
                    assertThat(versions.get(taken.get(person)).getFiles()).containsEntry("local.yaml", "# " + person);
                }
            }
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void aThousandRulesFitAndWhatIsTooLargeIsRefused() throws Exception {
        PolicyControl control = new PolicyControl(broker.clientConfig());
        Map<String, String> rules = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            rules.put("sigma/" + i + ".yml", ("title: rule " + i + "\n").repeat(200));
        }
        assertThat(control.apply(PolicyFiles.of(rules), 1, 1)).isEqualTo(1);
        assertThat(control.versions().get(0).getFiles()).isEqualTo(rules);

        byte[] noise = new byte[2 << 20];
        new Random(1).nextBytes(noise);
        PolicyFiles incompressible = files(Base64.getEncoder().encodeToString(noise));
        assertThatThrownBy(() -> control.apply(incompressible, 2, 2))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("the policy has 2730 KiB; the brokers take less, even compressed");
        PolicyFiles huge = files("x".repeat(17 << 20));
        assertThatThrownBy(() -> control.apply(huge, 2, 2)).hasMessageContaining("16 MiB are possible");
        assertThat(control.versions()).hasSize(1);
    }
}

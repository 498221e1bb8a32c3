package io.brook.notice.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.brook.notice.policy.PolicyException;
import io.brook.notice.policy.PolicyFiles;
import io.brook.notice.policy.PolicyParser;
import io.brook.notice.policy.SitePolicy;
import io.brook.schemas.log.ConfigLog;
import io.brook.schemas.progress.Timeline;
import io.brook.schemas.store.SavedMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What config.log says of policies that are applied. */
class PolicyChangesTest {
    private final Timeline<SitePolicy> policy;
    private final SavedMaps maps = new SavedMaps();
    private final List<ConfigLog> lines = new ArrayList<>();
    private PolicyChanges changes;

    PolicyChangesTest() throws PolicyException {
        policy = new Timeline<>(policy("notices: {ignore: [Weird::Activity], email: [A::B]}"));
        changes = new PolicyChanges(policy, maps, lines::add);
    }

    @Test
    void eachPartThatChangesIsALine() throws PolicyException {
        policy.apply(
                1,
                100,
                policy("notices: {ignore: [Weird::Activity, C::D], rules: [{name: r, type: A::B, add: [page]}]}"));
        changes.accept(100);
        assertThat(lines).isEmpty();
        changes.accept(101);
        assertThat(lines)
                .extracting(ConfigLog::getId, ConfigLog::getOldValue, ConfigLog::getNewValue)
                .containsExactly(
                        tuple("version", "0", "1"),
                        tuple("notices.email", "A::B", ""),
                        tuple("notices.ignore", "Weird::Activity", "Weird::Activity, C::D"),
                        tuple("notices.rules", "", "r"),
                        tuple("notices.rules.r", "", "name: r, type: A::B, add: [page]"));
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.getTs()).isEqualTo(100);
            assertThat(line.getMeta().getSensor()).isEmpty();
            assertThat(line.getLocation()).isEqualTo("version 1 of the policy");
        });
    }

    @Test
    void aVersionIsLoggedOnceAlsoAfterARestart() throws PolicyException {
        policy.apply(1, 100, policy("notices: {}"));
        changes.accept(150);
        int once = lines.size();
        changes.accept(150);
        changes = new PolicyChanges(policy, maps, lines::add);
        changes.accept(200);
        changes.accept(10);
        assertThat(once).isEqualTo(3);
        assertThat(lines).hasSize(once);
    }

    @Test
    void versionsAreComparedWithTheOnesBefore() throws PolicyException {
        policy.apply(1, 100, policy("notices: {ignore: [Weird::Activity], email: [C::D]}"));
        policy.apply(2, 200, policy("notices: {ignore: [Weird::Activity], email: [E::F]}"));
        changes.accept(300);
        assertThat(lines)
                .extracting(ConfigLog::getTs, ConfigLog::getId, ConfigLog::getOldValue, ConfigLog::getNewValue)
                .containsExactly(
                        tuple(100L, "version", "0", "1"),
                        tuple(100L, "notices.email", "A::B", "C::D"),
                        tuple(200L, "version", "1", "2"),
                        tuple(200L, "notices.email", "C::D", "E::F"));
    }

    @Test
    void oneThatIsReplacedBeforeItIsValidIsNotLogged() throws PolicyException {
        policy.apply(1, 200, policy("notices: {email: [C::D]}"));
        policy.apply(2, 100, policy("notices: {ignore: [Weird::Activity], email: [A::B]}"));
        changes.accept(300);
        assertThat(lines).extracting(ConfigLog::getId, ConfigLog::getNewValue).containsExactly(tuple("version", "2"));
    }

    private static SitePolicy policy(String yaml) throws PolicyException {
        return PolicyParser.check(PolicyFiles.of(Map.of("local.yaml", yaml)), NoticeTopologyTest.NO_ADDRESSES);
    }
}

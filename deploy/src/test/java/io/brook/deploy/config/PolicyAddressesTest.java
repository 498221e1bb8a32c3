package io.brook.deploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.site.LocalNetworks;
import io.brook.notice.policy.PolicyFiles;
import io.brook.notice.policy.PolicyParser;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyAddressesTest {
    private final PolicyAddresses addresses = new PolicyAddresses();

    @ParameterizedTest
    @CsvSource({
        "10.9.9.9, 10.9.9.9, true",
        "10.9.9.8, 10.9.9.9, false",
        "10.9.9.9, 10.9.8.0/23, true",
        "10.9.9.9, 10.9.8.0/24, false",
        "2001:db8::1, 2001:DB8:0::1, true",
        "2001:db8::1, 2001:db8::/32, true",
        "2001:db8::1, 0.0.0.0/0, false",
        "scanner.example, scanner.example, false",
        "'', 10.0.0.0/8, false",
        "10.9.9.9, 10.0.0.0/99, false",
    })
    void knowsWhatANetworkOrAnAddressContains(String address, String network, boolean expected) {
        assertThat(addresses.isIn(address, network)).isEqualTo(expected);
        assertThat(addresses.union(List.of("192.0.2.1", network)).test(address)).isEqualTo(expected);
    }

    @Test
    void tablesMayHoldAddressesNetworksAndOtherTexts() {
        Predicate<String> table = addresses.union(List.of("10.9.9.9", "198.51.100.0/24", "a name", "1.2.3.4/"));
        assertThat(table).accepts("10.9.9.9", "198.51.100.7").rejects("10.9.9.8", "a name", "1.2.3.4", "");
    }

    @Test
    void localAddressesAreThoseOfTheSite() {
        assertThat(addresses.isLocal("10.0.0.1")).isTrue();
        addresses.localAre(LocalNetworks.of(List.of("192.0.2.0/24")));
        assertThat(addresses.isLocal("10.0.0.1")).isFalse();
        assertThat(addresses.isLocal("192.0.2.9")).isTrue();
        assertThat(addresses.isLocal("nowhere")).isFalse();
    }

    @Test
    void tablesAreNoListsInConditions() throws Exception {
        String rules = "tables: {t: [10.9.9.9, 10.8.0.0/16]}\nnotices: {rules: [{when: '%s', add: [page]}]}";
        for (String when : List.of(
                "src in tables.t", "inNet(src, tables.t)", "[src, dst].exists(a, a in tables.t)", "p in [22, 23]")) {
            assertThat(PolicyParser.check(PolicyFiles.of(Map.of("local.yaml", rules.formatted(when))), addresses)
                            .size())
                    .isEqualTo(1);
        }
    }
}

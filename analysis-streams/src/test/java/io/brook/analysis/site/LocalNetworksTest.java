package io.brook.analysis.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.schemas.flow.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks that Zeek's Site::private_address_space names, each at its first and last address and one beyond. */
class LocalNetworksTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,        0.255.255.255,   1.0.0.0",
        "10.0.0.0,       10.255.255.255,  11.0.0.0",
        "100.64.0.0,     100.127.255.255, 100.128.0.0",
        "127.0.0.0,      127.255.255.255, 128.0.0.0",
        "169.254.0.0,    169.254.255.255, 169.255.0.0",
        "172.16.0.0,     172.31.255.255,  172.32.0.0",
        "192.0.0.0,      192.0.0.255,     192.0.1.0",
        "192.0.2.0,      192.0.2.255,     192.0.3.0",
        "192.168.0.0,    192.168.255.255, 192.169.0.0",
        "198.18.0.0,     198.19.255.255,  198.20.0.0",
        "198.51.100.0,   198.51.100.255,  198.51.101.0",
        "203.0.113.0,    203.0.113.255,   203.0.114.0",
        "240.0.0.0,      255.255.255.255, 239.255.255.255",
        "::1,            ::1,             ::2",
        "64:ff9b:1::,    64:ff9b:1:ffff:ffff:ffff:ffff:ffff, 64:ff9b:2::",
        "100::,          100::ffff:ffff:ffff:ffff, 100:0:0:1::",
        "2001::,         2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, 2001:200::",
        "2001:db8::,     2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::",
        "fc00::,         fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fe00::",
        "fe80::,         febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fec0::",
        "2002:a00::,     2002:aff:ffff:ffff:ffff:ffff:ffff:ffff, 2002:b00::",
        "2002:c0a8::,    2002:c0a8:ffff:ffff:ffff:ffff:ffff:ffff, 2002:c0a9::",
        "2002:c000:200::, 2002:c000:2ff:ffff:ffff:ffff:ffff:ffff, 2002:c000:300::"
    })
    void privateSpaceIsLocal(String first, String last, String beyond) {
        assertThat(isLocal(first)).isTrue();
        assertThat(isLocal(last)).isTrue();
        // The block behind 240/4 is none; the one before it is multicast.
        assertThat(isLocal(beyond)).isEqualTo(beyond.equals("239.255.255.255"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "9.255.255.255",
                "172.15.255.255",
                "192.167.255.255",
                "2001:200::1",
                "2a00::1",
                "::ffff"
            })
    void theInternetIsNot(String address) {
        assertThat(isLocal(address)).isFalse();
    }

    @Test
    void aSiteNamesItsOwnNetworksInstead() {
        LocalNetworks site = LocalNetworks.of(List.of("192.0.2.128/25", "2001:db8:7::/48", "8.8.8.8/32", "::1/128"));
        assertThat(isLocal(site, "192.0.2.128")).isTrue();
        assertThat(isLocal(site, "192.0.2.127")).isFalse();
        assertThat(isLocal(site, "2001:db8:7:ffff::1")).isTrue();
        assertThat(isLocal(site, "2001:db8:8::1")).isFalse();
        assertThat(isLocal(site, "8.8.8.8")).isTrue();
        assertThat(isLocal(site, "8.8.8.9")).isFalse();
        assertThat(isLocal(site, "10.0.0.1")).isFalse();
        assertThat(isLocal(LocalNetworks.of(List.of()), "10.0.0.1")).isFalse();
        assertThat(isLocal(LocalNetworks.of(List.of("0.0.0.0/0")), "200.0.0.1")).isTrue();
        assertThat(isLocal(LocalNetworks.of(List.of("0.0.0.0/0")), "2001:db8::1"))
                .isFalse();
        assertThat(isLocal(LocalNetworks.of(List.of("::/0")), "200.0.0.1")).isTrue();
        // Bits behind the prefix do not matter.
        assertThat(isLocal(LocalNetworks.of(List.of("192.0.2.7/24")), "192.0.2.9"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8x",
                "10.0.0/8",
                "2001:db8::/129",
                "/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/8/8"
            })
    void refusesWhatIsNoNetworkAndNamesIt(String cidr) {
        assertThatThrownBy(() -> LocalNetworks.of(List.of(cidr)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(cidr.contains("/") ? cidr.substring(0, cidr.indexOf('/')) : cidr);
    }

    private static boolean isLocal(LocalNetworks networks, String address) {
        IpAddress parsed = IpAddress.parse(address);
        return networks.contains(parsed.high(), parsed.low());
    }

    private static boolean isLocal(String address) {
        return isLocal(LocalNetworks.PRIVATE, address);
    }
}

package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.flow.IpAddress;
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

    private static boolean isLocal(String address) {
        IpAddress parsed = IpAddress.parse(address);
        return LocalNetworks.PRIVATE.contains(parsed.high(), parsed.low());
    }
}

package io.brook.schemas.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        // RFC 5952, 4.1 to 4.3, and the example of each rule
        "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::AbCd, 2001:db8::abcd",
        // runs at either end
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "0:0:1:2:3:4:5:6, ::1:2:3:4:5:6",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
        "0:2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "0:0:2:0:0:0:7:8, 0:0:2::7:8",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        // IPv4 in IPv6, as Zeek writes it
        "::ffff:10.0.0.1, 10.0.0.1",
        "::ffff:0:0, 0.0.0.0",
        "::10.0.0.1, ::10.0.0.1",
        "::1:0, ::0.1.0.0",
        "::2, ::2",
        "::ffff:0:10.0.0.1, ::ffff:0:10.0.0.1",
        "::ffff:1:a00:1, ::ffff:1:a00:1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255"
    })
    void writesAddressesAsZeekDoes(String address, String text) {
        assertThat(IpAddress.parse(address)).hasToString(text);
        assertThat(IpAddress.parse(text)).isEqualTo(IpAddress.parse(address));
    }

    @Test
    void agreesWithTheJdkAboutRandomAddresses() throws UnknownHostException {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            IpAddress address = random.nextInt(4) == 0
                    ? IpAddress.v4(random.nextInt())
                    : new IpAddress(sparse(random), sparse(random));
            String text = address.toString();
            assertThat(IpAddress.parse(text)).as(text).isEqualTo(address);
            // The JDK makes Inet4Address of mapped addresses too.
            byte[] bytes = InetAddress.getByName(text).getAddress();
            ByteBuffer expected = ByteBuffer.wrap(bytes);
            if (bytes.length == 4) {
                assertThat(address.isV4()).as(text).isTrue();
                assertThat((int) address.low()).isEqualTo(expected.getInt());
            } else {
                assertThat(address.isV4()).as(text).isFalse();
                assertThat(expected.getLong()).isEqualTo(address.high());
                assertThat(expected.getLong()).isEqualTo(address.low());
            }
            // The JDK writes all groups in full; Brook must read that, too.
            String full = InetAddress.getByAddress(bytes).getHostAddress();
            assertThat(IpAddress.parse(full)).as(full).isEqualTo(address);
        }
    }

    /** Random bits with many zero groups. */
    private static long sparse(Random random) {
        long bits = random.nextLong();
        for (int group = 0; group < 4; group++) {
            if (random.nextInt(3) > 0) {
                bits &= ~(0xffffL << 16 * group);
            }
        }
        return bits;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10.0.0",
                "10.0.0.1.2",
                "10.0.0.256",
                "10.0.0.-1",
                "10.0.0.1 ",
                "10..0.1",
                "10.0.0.",
                ".10.0.0",
                "0x0a.0.0.1",
                "10.0.0.1/8",
                "10.0.0.01",
                "10.0.0.0010",
                "1",
                "localhost",
                "example.com",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "::1:2:3:4:5:6:7:8",
                "1::2::3",
                "1:",
                ":1",
                "1:2:3:4:5:6:7:",
                ":2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "-1::",
                "+1::",
                "fe80::1%eth0",
                "[::1]",
                "::1.2.3",
                "::1.2.3.4.5",
                "::1.2.3.256",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1.2.3.4:5:6:7:8:9:a",
                "1:2:3:4:5:6:7:1.2.3.4",
                "\u0661.2.3.4",
                "\uff11::"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> IpAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an IP address: " + text);
    }

    @Test
    void onlyMappedAddressesAreIpv4() {
        assertThat(IpAddress.parse("10.0.0.1").isV4()).isTrue();
        assertThat(IpAddress.parse("::10.0.0.1").isV4()).isFalse();
        assertThat(IpAddress.parse("::ffff:0:10.0.0.1").isV4()).isFalse();
        assertThat(IpAddress.parse("1::ffff:10.0.0.1").isV4()).isFalse();
    }
}

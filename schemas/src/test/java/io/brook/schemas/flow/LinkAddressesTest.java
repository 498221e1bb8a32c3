package io.brook.schemas.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.packet.LinkType;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkAddressesTest {
    private static final String FIRST = "0a1122334455";
    private static final String SECOND = "0b1122334455";
    private static final String THIRD = "0c1122334455";
    private static final String FOURTH = "0d1122334455";
    /** UDP from 10.0.0.1 to 10.0.0.2. */
    private static final String IP = "4500001c000000004011000" + "0" + "0a0000010a000002" + "0400003500080000";

    private static void assertAddresses(int linkType, String frame, String source, String target) {
        byte[] bytes = HexFormat.of().parseHex(frame + IP);
        HeaderWalk walk = new HeaderWalk();
        assertThat(walk.walk(linkType, bytes, 0, bytes.length, bytes.length)).isTrue();
        assertThat(walk.linkSource()).isEqualTo(Long.parseLong(source, 16));
        assertThat(walk.linkTarget()).isEqualTo(Long.parseLong(target, 16));
    }

    @Test
    void ofEthernetHaveTheReceiverFirst() {
        assertAddresses(LinkType.ETHERNET, FIRST + SECOND + "0800", SECOND, FIRST);
        assertAddresses(LinkType.ETHERNET, FIRST + SECOND + "8100" + "0007" + "0800", SECOND, FIRST);
    }

    @Test
    void ofABackboneAreThoseOfTheFrameInside() {
        String inside = "00000001" + THIRD + FOURTH + "0800";
        assertAddresses(LinkType.ETHERNET, FIRST + SECOND + "88e7" + inside, FOURTH, THIRD);
    }

    @Test
    void ofCookedFramesAreTheSenders() {
        assertAddresses(LinkType.LINUX_SLL, "000000010006" + FIRST + "0000" + "0800", FIRST, "0");
        assertAddresses(
                LinkType.LINUX_SLL2, "0800" + "0000" + "00000001" + "0001" + "0006" + FIRST + "0000", FIRST, "0");
    }

    @ParameterizedTest
    @CsvSource({
        "00, " + SECOND + ", " + FIRST,
        "01, " + SECOND + ", " + THIRD,
        "02, " + THIRD + ", " + FIRST,
        "03, " + FOURTH + ", " + THIRD
    })
    void ofWirelessFramesDependOnTheirWay(String flags, String source, String target) {
        String fourth = flags.equals("03") ? FOURTH : "";
        String header = "08" + flags + "0000" + FIRST + SECOND + THIRD + "0000" + fourth;
        assertAddresses(LinkType.IEEE802_11, header + "aaaa030000000800", source, target);
    }

    @Test
    void areNotThereWithoutALinkLayer() {
        assertAddresses(LinkType.RAW, "", "0", "0");
    }
}

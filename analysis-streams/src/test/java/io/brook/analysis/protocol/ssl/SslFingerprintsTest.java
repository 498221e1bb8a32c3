package io.brook.analysis.protocol.ssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The fingerprints that the descriptions of JA3 and JA4 give as examples. */
class SslFingerprintsTest {
    private static final int SERVER_NAME = 0;

    private static SslOffer offer(String ciphers, String extensions, String groups, String pointFormats) {
        SslOffer offer = new SslOffer();
        offer.ciphers.addAll(decimal(ciphers));
        offer.extensions.addAll(decimal(extensions));
        offer.groups.addAll(decimal(groups));
        offer.pointFormats.addAll(decimal(pointFormats));
        return offer;
    }

    private static List<Integer> decimal(String numbers) {
        return Arrays.stream(numbers.split("-"))
                .filter(each -> !each.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    private static List<Integer> hex(String numbers) {
        return Stream.of(numbers.split(","))
                .map(each -> Integer.parseInt(each, 16))
                .toList();
    }

    private static SslClientHello hello(int version, SslOffer offer) {
        return new SslClientHello(version, "", offer);
    }

    private static SslOffer browser() {
        SslOffer offer = new SslOffer();
        offer.ciphers.addAll(hex("0a0a,1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035"));
        offer.extensions.addAll(
                hex("aaaa,001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015,1a1a"));
        offer.signatures.addAll(hex("0403,0804,0401,0503,0805,0501,0806,0601"));
        offer.versions.addAll(hex("7a7a,0304,0303"));
        offer.application("h2");
        return offer;
    }

    @Test
    void areThoseOfTheDescriptionOfJa3() {
        assertThat(SslFingerprints.ja3(hello(
                        SslVersion.TLS_1_0,
                        offer("47-53-5-10-49161-49162-49171-49172-50-56-19-4", "0-10-11", "23-24-25", "0"))))
                .isEqualTo("ada70206e40642a3e4461f35503241d5");
        assertThat(SslFingerprints.ja3(hello(SslVersion.TLS_1_0, offer("4-5-10-9-100-98-3-6-19-18-99", "", "", ""))))
                .isEqualTo("de350869b8c85de67a350c8d186f11e6");
        assertThat(SslFingerprints.ja3s(
                        new SslServerHello(SslVersion.TLS_1_0, 0, "", "", 47, decimal("65281-0-11-35-5-16"))))
                .isEqualTo("836ce314215654b5b1f85f97c73e506f");
    }

    @Test
    void areThoseOfTheDescriptionOfJa4() {
        assertThat(SslFingerprints.ja4(hello(SslVersion.TLS_1_2, browser())))
                .isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
    }

    @Test
    void ja4DoesNotDependOnTheOrderOfAllButSignatures() {
        SslOffer other = browser();
        other.ciphers.sort(null);
        other.extensions.sort(null);
        SslClientHello hello = hello(SslVersion.TLS_1_2, other);
        assertThat(SslFingerprints.ja4(hello)).isEqualTo(SslFingerprints.ja4(hello(SslVersion.TLS_1_2, browser())));
        other.signatures.sort(null);
        assertThat(SslFingerprints.ja4(hello))
                .startsWith("t13d1516h2_8daaf6152771_")
                .doesNotContain("e5627efa2ab1");
    }

    @Test
    void ja4OfLittle() {
        assertThat(SslFingerprints.ja4(hello(SslVersion.DTLS_1_2, new SslOffer())))
                .isEqualTo("dd2i000000_000000000000_000000000000");
        SslOffer odd = new SslOffer();
        odd.extensions.add(SERVER_NAME);
        odd.application("\u00abc");
        assertThat(SslFingerprints.ja4(hello(0x0399, odd))).startsWith("t00d0001a3_000000000000_");
    }
}

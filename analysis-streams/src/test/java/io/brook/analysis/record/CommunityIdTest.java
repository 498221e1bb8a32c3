package io.brook.analysis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.flow.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With identifiers that the specification publishes (its folder baseline, seed 0), and Zeek's for SCTP and for flows within a host. */
class CommunityIdTest {
    @ParameterizedTest
    @CsvSource({
        "6, 128.232.110.120, 34855, 66.35.250.204, 80, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
        "6, 66.35.250.204, 80, 128.232.110.120, 34855, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
        "17, 192.168.1.52, 54585, 8.8.8.8, 53, 1:d/FP5EW3wiY1vCndhwleRRKHowQ=",
        "17, 8.8.8.8, 53, 192.168.1.52, 54585, 1:d/FP5EW3wiY1vCndhwleRRKHowQ=",
        "1, 192.168.0.89, 8, 192.168.0.1, 0, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=",
        "1, 192.168.0.1, 0, 192.168.0.89, 8, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=",
        "132, 192.168.170.8, 0, 192.168.170.56, 0, 1:U5cVwrVgLshgANPmc8hKzEcqp1M=",
        "6, 127.0.0.1, 49742, 127.0.0.1, 1234, 1:ckBfmYraLYKpP0eOyTHVI0Sr95s=",
        "58, fe80::200:86ff:fe05:80da, 135, fe80::260:97ff:fe07:69ea, 136, 1:dGHyGvjMfljg6Bppwm3bg0LO8TY=",
    })
    void isThatOfTheSpecification(
            int protocol, String source, int sourcePort, String target, int targetPort, String expected) {
        IpAddress from = IpAddress.parse(source);
        IpAddress to = IpAddress.parse(target);
        assertThat(new CommunityId().of(protocol, from.high(), from.low(), sourcePort, to.high(), to.low(), targetPort))
                .isEqualTo(expected);
    }
}

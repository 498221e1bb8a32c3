package io.brook.analysis.protocol.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FtpEndpointTest {
    @Test
    void readsSixNumbers() {
        assertThat(FtpEndpoint.ofPort("192,168,0,2,1,1")).isEqualTo(new FtpEndpoint("192.168.0.2", 257));
        assertThat(FtpEndpoint.ofPort(" 192, 168,0,2,1,1 and more")).isEqualTo(new FtpEndpoint("192.168.0.2", 257));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2,3,4,5", "1,2,3,4,5,256", "1,2,3,4,5,-6", "1,2,3,4,5 ,6", "a,b,c,d,e,f"})
    void readsNothingElse(String argument) {
        assertThat(FtpEndpoint.ofPort(argument)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Passive (10,0,0,2,4,1).", "go to PORT 10,0,0,2,4,1", "=10,0,0,2,4,1"})
    void findsThemInAReply(String reply) {
        assertThat(FtpEndpoint.ofPassive(reply)).isEqualTo(new FtpEndpoint("10.0.0.2", 1025));
    }

    @Test
    void readsBothKindsOfAddresses() {
        assertThat(FtpEndpoint.ofExtendedPort("|1|192.168.0.2|257|")).isEqualTo(new FtpEndpoint("192.168.0.2", 257));
        assertThat(FtpEndpoint.ofExtendedPort("|2|FE80::12|1234|")).isEqualTo(new FtpEndpoint("fe80::12", 1234));
        assertThat(FtpEndpoint.ofExtendedPassive("ok (|||1234|)")).isEqualTo(new FtpEndpoint(null, 1234));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|",
                "|1",
                "|1|192.168.0.313|257|",
                "|2|fe80::gg|1234|",
                "|1|192.168.0.2|-1|",
                "|2|192.168.0.2|131072|",
                "|1|192.168.0.2|257",
                "|1|www.example.org|257|"
            })
    void readsNoOtherExtendedOnes(String argument) {
        assertThat(FtpEndpoint.ofExtendedPort(argument)).isNull();
    }
}

package io.brook.analysis.protocol.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @Test
    void readsSixNumbers() {
        assertThat(Endpoint.ofPort("192,168,0,2,1,1")).isEqualTo(new Endpoint("192.168.0.2", 257));
        assertThat(Endpoint.ofPort(" 192, 168,0,2,1,1 and more")).isEqualTo(new Endpoint("192.168.0.2", 257));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2,3,4,5", "1,2,3,4,5,256", "1,2,3,4,5,-6", "1,2,3,4,5 ,6", "a,b,c,d,e,f"})
    void readsNothingElse(String argument) {
        assertThat(Endpoint.ofPort(argument)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Passive (10,0,0,2,4,1).", "go to PORT 10,0,0,2,4,1", "=10,0,0,2,4,1"})
    void findsThemInAReply(String reply) {
        assertThat(Endpoint.ofPassive(reply)).isEqualTo(new Endpoint("10.0.0.2", 1025));
    }

    @Test
    void readsBothKindsOfAddresses() {
        assertThat(Endpoint.ofExtendedPort("|1|192.168.0.2|257|")).isEqualTo(new Endpoint("192.168.0.2", 257));
        assertThat(Endpoint.ofExtendedPort("|2|FE80::12|1234|")).isEqualTo(new Endpoint("fe80::12", 1234));
        assertThat(Endpoint.ofExtendedPassive("ok (|||1234|)")).isEqualTo(new Endpoint(null, 1234));
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
        assertThat(Endpoint.ofExtendedPort(argument)).isNull();
    }
}

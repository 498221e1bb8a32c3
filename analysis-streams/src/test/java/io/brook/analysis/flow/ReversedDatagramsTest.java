package io.brook.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.testing.PacketBuilder;
import org.junit.jupiter.api.Test;

/** Connections whose protocol says who began, and when they are over: DNS. */
class ReversedDatagramsTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final byte[] QUERY = {0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 'a', 0, 0, 1, 0, 1};
    private static final byte[] REPLY = {0, 1, -128, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 'a', 0, 0, 1, 0, 1};

    private static byte[] datagram(String source, int port, String target, int targetPort, byte[] payload) {
        return PacketBuilder.udp(source, port, target, targetPort)
                .payload(payload)
                .ip();
    }

    private static byte[] query() {
        return datagram(A, 4000, B, 53, QUERY);
    }

    @Test
    void anAnswerBetweenServersReversesTheRoles() {
        Wire wire = new Wire();
        wire.send(datagram(B, 53, A, 5353, REPLY)).send(datagram(B, 53, A, 5353, REPLY));
        wire.send(datagram(A, 5353, B, 53, QUERY));
        ConnLog line = wire.end().connection();
        assertThat(line.getId().getOrigH()).isEqualTo(A);
        // The first answer counts as the originator's still: Zeek's way.
        assertThat(Wire.summary(line)).isEqualTo("SF D^d 38/19 bytes 2/1 packets 0 missed 2 ms");
    }

    @Test
    void aSilentConnectionIsOverAtTheNextLook() {
        Wire wire = new Wire();
        wire.send(query()).pass(9.5).advance();
        assertThat(wire.out().connections()).isEmpty();
        wire.pass(0.5).advance();
        assertThat(wire.out().connections()).hasSize(1);
        assertThat(wire.out().lines(DnsLog.class)).hasSize(1);
    }

    @Test
    void oneThatHasJustSpokenIsOverAtTheLookAfterThat() {
        Wire wire = new Wire();
        wire.send(query()).pass(5).send(query()).pass(10).advance();
        assertThat(wire.out().connections()).isEmpty();
        wire.pass(5).advance();
        assertThat(wire.out().connections()).hasSize(1);
    }

    @Test
    void aPacketAfterALongSilenceBeginsAnotherConnection() {
        Wire wire = new Wire();
        wire.send(query()).pass(5).send(query()).pass(9.5).send(query());
        RecordingEmitter out = wire.end();
        assertThat(out.connections()).extracting(ConnLog::getOrigPkts).containsExactly(2L, 1L);
    }

    @Test
    void aDatagramIsAsLongAsTheIpHeaderSays() {
        byte[] packet = PacketBuilder.udp(A, 4000, B, 53)
                .payload(QUERY)
                .statedUdpLength(10)
                .ip();
        RecordingEmitter out = new Wire(true).send(packet).end();
        assertThat(out.lines(DnsLog.class)).hasSize(1);
        assertThat(out.weirdNames()).containsExactly("UDP_datagram_length_mismatch");
    }
}

package io.brook.analysis.protocol.smb;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.log.KnownServicesLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is observed of a port on which several protocols are spoken. */
class SmbServicesTest {
    private final Wire wire = new Wire();
    private final TcpHost[] hosts = TcpHost.pair(wire, 40000, 445);

    private void says(TcpHost host, byte[] message) {
        host.says(new String(message, StandardCharsets.ISO_8859_1));
    }

    @Test
    void eachProtocolIsObservedWhenItIsConfirmed() {
        hosts[0].syn();
        hosts[1].synAck();
        hosts[0].ack();
        says(hosts[0], Version2.logOn(1, SmbTokenParserTest.NTLM_NEGOTIATE));
        says(hosts[0], Version2.connect(2, "\\\\server\\share"));
        says(hosts[1], Version2.connected(2, 5, 1));
        List<KnownServicesLog> seen = wire.out().reports(KnownServicesLog.class);
        assertThat(seen)
                .extracting(KnownServicesLog::getService)
                .containsExactly(List.of("NTLM"), List.of("NTLM", "SMB"));
        assertThat(seen.get(0).getTs()).isLessThan(seen.get(1).getTs());
        assertThat(wire.end().reports(KnownServicesLog.class)).hasSize(2);
    }
}

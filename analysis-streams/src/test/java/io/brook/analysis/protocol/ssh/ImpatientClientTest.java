package io.brook.analysis.protocol.ssh;

import static io.brook.analysis.protocol.ssh.SshTraffic.canDo;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.SshLog;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * A client that begins to exchange keys before it knows the server's version, such as Dropbear's. Zeek's parser violates, once more
 * when the server's version has begun another session; both tell of one conversation.
 */
class ImpatientClientTest {
    @Test
    void bothVersionsAreInOneLine() {
        Wire wire = new Wire();
        TcpHost[] hosts = TcpHost.pair(wire, 40000, 22);
        TcpHost client = hosts[0];
        TcpHost server = hosts[1];
        byte[] offer = canDo("curve25519-sha256", "ssh-ed25519", "aes128-ctr", "hmac-sha2-256", "none");
        client.syn();
        server.synAck();
        client.ack().says("SSH-2.0-dropbear_2022.83\r\n" + new String(offer, StandardCharsets.ISO_8859_1));
        server.says("SSH-2.0-OpenSSH_9.2\r\n" + new String(offer, StandardCharsets.ISO_8859_1));
        client.ack().fin();
        server.fin();
        client.ack();
        RecordingEmitter out = wire.end();

        assertThat(out.lines(SshLog.class)).singleElement().satisfies(line -> {
            assertThat(line.getClient()).isEqualTo("SSH-2.0-dropbear_2022.83");
            assertThat(line.getServer()).isEqualTo("SSH-2.0-OpenSSH_9.2");
            assertThat(line.getVersion()).isEqualTo(2);
            assertThat(line.getAuthAttempts()).isZero();
        });
        assertThat(out.connections()).extracting(ConnLog::getService).containsOnlyNulls();
    }
}

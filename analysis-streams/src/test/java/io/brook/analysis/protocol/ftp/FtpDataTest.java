package io.brook.analysis.protocol.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.FilesLog;
import io.brook.schemas.log.FtpLog;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Control and data connections, in an engine. */
class FtpDataTest {
    private static final String TEXT =
            "It was a bright cold day in April, and the clocks were striking thirteen.\n".repeat(80);

    private final Wire wire = new Wire();
    private final TcpHost[] control = connect(TcpHost.pair(wire, 40000, 21));
    private final TcpHost client = control[0];
    private final TcpHost server = control[1];

    private static TcpHost[] connect(TcpHost... hosts) {
        hosts[0].syn();
        hosts[1].synAck();
        hosts[0].ack();
        return hosts;
    }

    private void transfer(TcpHost sender, TcpHost receiver, String text) {
        sender.says(text).fin();
        receiver.ack().fin();
        sender.ack();
    }

    private RecordingEmitter end() {
        client.says("QUIT\r\n");
        return wire.pass(1).end();
    }

    private static List<String> services(RecordingEmitter out) {
        return out.connections().stream().map(ConnLog::getService).toList();
    }

    @Test
    void givesAFilesIdentifierToTheCommandThatItCameFor() {
        server.says("220 hi\r\n");
        client.says("PASV\r\n");
        server.says("227 ok (10,0,0,2,4,1)\r\n");
        client.says("RETR a.txt\r\n");
        TcpHost[] data = connect(TcpHost.pair(wire, 40001, 1025));
        transfer(data[1], data[0], TEXT);
        server.says("150 here\r\n").says("226 done\r\n");
        RecordingEmitter out = end();
        assertThat(out.lines(FtpLog.class).get(0).getFuid()).isNull();
        assertThat(out.lines(FtpLog.class).get(1).getFuid()).isNotNull();
        assertThat(services(out)).containsExactlyInAnyOrder("ftp", "ftp-data");
    }

    @Test
    void aFileOfWhichTheBeginningIsMissingIsOneAllTheSame() {
        client.says("PASV\r\n");
        server.says("227 ok (10,0,0,2,4,1)\r\n");
        TcpHost[] data = connect(TcpHost.pair(wire, 40001, 1025));
        data[1].unseenData(100);
        data[0].ack();
        transfer(data[1], data[0], "the rest");
        assertThat(end().lines(FilesLog.class)).singleElement().satisfies(file -> {
            assertThat(file.getMissingBytes()).isEqualTo(100);
            assertThat(file.getSeenBytes()).isEqualTo(8);
        });
    }

    @Test
    void aFileOfWhichNothingWasSeenIsOneToo() {
        client.says("PASV\r\n");
        server.says("227 ok (10,0,0,2,4,1)\r\n");
        TcpHost[] data = connect(TcpHost.pair(wire, 40001, 1025));
        data[1].unseenData(100);
        data[0].ack();
        data[1].fin();
        data[0].ack().fin();
        data[1].ack();
        assertThat(end().lines(FilesLog.class))
                .singleElement()
                .satisfies(file -> assertThat(file.getMissingBytes()).isEqualTo(100));
    }

    @Test
    void knowsTheConnectionThatTheServerOpens() {
        server.says("220 hi\r\n");
        client.says("PORT 10,0,0,1,4,1\r\n");
        server.says("200 ok\r\n");
        TcpHost[] data = TcpHost.pair(wire, 1025, 20);
        connect(data[1], data[0]);
        transfer(data[1], data[0], TEXT);
        RecordingEmitter out = end();
        assertThat(services(out)).containsExactlyInAnyOrder("ftp", "ftp-data");
    }

    @Test
    void knowsAConnectionOnWhichNothingIsSaid() {
        client.says("PASV\r\n");
        server.says("227 ok (10,0,0,2,4,1)\r\n");
        TcpHost[] data = connect(TcpHost.pair(wire, 40001, 1025));
        data[1].fin();
        data[0].ack().fin();
        data[1].ack();
        assertThat(services(end())).containsExactlyInAnyOrder("ftp", "ftp-data");
    }

    @Test
    void takesOnlyTheAnnouncedConnectionForOne() {
        client.says("PASV\r\n");
        server.says("227 ok (10,0,0,2,4,1)\r\n");
        for (int i = 0; i < 2; i++) {
            TcpHost[] data = connect(TcpHost.pair(wire, 40001 + i, 1025));
            transfer(data[1], data[0], TEXT);
            wire.pass(10).advance();
        }
        RecordingEmitter out = end();
        assertThat(services(out)).containsExactlyInAnyOrder("ftp", "ftp-data", null);
    }

    @Test
    void expectsAHundredThousandConnectionsAndForgetsMostOfThem() {
        for (int i = 0; i < 100_000; i++) {
            client.says("PORT 10,0,0,1," + (i >> 8 & 0xff) + ',' + (i & 0xff) + "\r\n");
        }
        TcpHost[] data = TcpHost.pair(wire, 99_999 & 0xffff, 20);
        connect(data[1], data[0]);
        transfer(data[1], data[0], TEXT);
        assertThat(services(end())).containsExactlyInAnyOrder("ftp", "ftp-data");
    }

    @Test
    void expectsTheSameConnectionOnce() {
        for (int i = 0; i < 1000; i++) {
            client.says("PORT 10,0,0,1,4,1\r\n");
        }
        TcpHost[] data = TcpHost.pair(wire, 1025, 20);
        connect(data[1], data[0]);
        transfer(data[1], data[0], TEXT);
        assertThat(services(end())).containsExactlyInAnyOrder("ftp", "ftp-data");
    }
}

package io.brook.analysis.protocol.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.record.DhcpMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DhcpSessionTest {
    private static final int COOKIE = 0x63825363;

    private final SessionRecorder session = new SessionRecorder(new DhcpAnalyzer(), true);

    /** A message from its cookie on. */
    private static final class Message {
        private final ByteBuffer header = ByteBuffer.allocate(240);
        private final ByteArrayOutputStream options = new ByteArrayOutputStream();

        Message(int transaction) {
            header.put(0, (byte) 1).putInt(4, transaction).putInt(236, COOKIE);
            header.put(28, new byte[] {2, 0, 0, 0, 0, 1});
        }

        Message assigned(int address) {
            header.putInt(16, address);
            return this;
        }

        Message cookie(int cookie) {
            header.putInt(236, cookie);
            return this;
        }

        Message option(int code, int... value) {
            options.write(code);
            options.write(value.length);
            Arrays.stream(value).forEach(options::write);
            return this;
        }

        Message option(int code, String text) {
            options.write(code);
            options.write(text.length());
            options.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Message raw(int... bytes) {
            Arrays.stream(bytes).forEach(options::write);
            return this;
        }

        byte[] bytes() {
            byte[] tail = options.toByteArray();
            return ByteBuffer.allocate(240 + tail.length)
                    .put(header.array())
                    .put(tail)
                    .array();
        }

        byte[] complete() {
            return raw(255).bytes();
        }
    }

    private DhcpMessage reported() {
        assertThat(session.reports()).hasSize(1);
        return (DhcpMessage) session.reports().get(0).found();
    }

    @Test
    void reportsWhatAClientAsksFor() {
        session.originator(new Message(0xcafe)
                .option(53, 3)
                .raw(0)
                .option(61, 1, 0, 0x1a, 0xe9, 0x9d, 0x53, 0xb7)
                .option(12, "desk")
                .option(50, 192, 168, 2, 18)
                .option(81, 0, 0, 0, 'd', '.', 'e')
                .complete());
        assertThat(session.reports().get(0).subject()).isEqualTo("DHCP cafe");
        DhcpMessage message = reported();
        assertThat(message.getType()).isEqualTo(3);
        assertThat(message.getFromOriginator()).isTrue();
        assertThat(message.getUid()).isEqualTo("C1");
        assertThat(message.getClientHardware()).isEqualTo("02:00:00:00:00:01");
        assertThat(message.getClientIdentifier()).isEqualTo("00:1a:e9:9d:53:b7");
        assertThat(message.getHostName()).isEqualTo("desk");
        assertThat(message.getRequested()).isEqualTo("192.168.2.18");
        assertThat(message.getClientFqdn()).isEqualTo("d.e");
        assertThat(message.getAssigned()).isNull();
        assertThat(session.said()).contains("confirm");
    }

    @Test
    void reportsWhatAServerGives() {
        session.responder(new Message(1)
                .assigned(0x0a000007)
                .option(53, 5)
                .option(51, 0, 0, 3, 0x84)
                .option(15, "example.org\0\0")
                .option(56, "welcome")
                .complete());
        DhcpMessage message = reported();
        assertThat(message.getFromOriginator()).isFalse();
        assertThat(message.getAssigned()).isEqualTo("10.0.0.7");
        assertThat(message.getLease()).isEqualTo(900_000_000_000L);
        assertThat(message.getDomain()).isEqualTo("example.org");
        assertThat(message.getMessage()).isEqualTo("welcome");
    }

    @Test
    void takesAnIdentifierThatIsNoEthernetAddressForNone() {
        session.originator(new Message(1).option(53, 1).option(61, 0, 'R', '0').complete());
        assertThat(reported().getClientIdentifier()).isNull();
    }

    @Test
    void confirmsOnce() {
        byte[] message = new Message(1).option(53, 1).complete();
        session.originator(message).originator(message);
        assertThat(session.reports()).hasSize(2);
        assertThat(session.said()).containsOnlyOnce("confirm");
    }

    @Test
    void saysWhatIsWrongWithAnotherCookie() {
        session.originator(new Message(1).option(53, 1).cookie(0).complete());
        assertThat(session.said()).containsExactly("violation bad cookie (0)");
    }

    @Test
    void aMessageOfNoTypeIsStillAMessage() {
        session.originator(new Message(1).option(12, "x").complete());
        assertThat(session.said()).first().isEqualTo("violation no DHCP message type option");
        assertThat(reported().getType()).isZero();
    }

    @Test
    void messagesThatAreCutAnywhereAreViolations() {
        byte[] whole = new Message(1)
                .option(53, 1)
                .option(81, 0, 0, 0, 'x')
                .option(61, 1, 2, 3)
                .complete();
        for (int length = 0; length < whole.length; length++) {
            SessionRecorder cut = new SessionRecorder(new DhcpAnalyzer(), true);
            cut.originator(Arrays.copyOf(whole, length));
            assertThat(cut.said()).hasSize(1).first().asString().startsWith("violation Binpac exception");
            assertThat(cut.reports()).isEmpty();
        }
    }

    @Test
    void optionsTooShortForWhatTheyHoldAreViolations() {
        for (int code : new int[] {61, 81}) {
            SessionRecorder odd = new SessionRecorder(new DhcpAnalyzer(), true);
            odd.originator(new Message(1).option(53, 1).option(code).complete());
            assertThat(odd.reports()).isEmpty();
        }
    }

    @Test
    void isFoundOnOtherPortsByItsCookie() {
        byte[] message = new Message(1).option(53, 1).complete();
        DhcpAnalyzer analyzer = new DhcpAnalyzer();
        assertThat(analyzer.probeDatagram(Direction.ORIGINATOR, new ByteCursor(message, 0, message.length)))
                .isEqualTo(Probe.CERTAIN);
        byte[] fromNet10 = message.clone();
        fromNet10[12] = 10;
        assertThat(analyzer.probeDatagram(Direction.ORIGINATOR, new ByteCursor(fromNet10, 0, fromNet10.length)))
                .isEqualTo(Probe.NO);
        assertThat(analyzer.probeDatagram(Direction.ORIGINATOR, new ByteCursor(message, 0, 239)))
                .isEqualTo(Probe.NO);
        assertThat(analyzer.probeDatagram(Direction.ORIGINATOR, new ByteCursor(new byte[300], 0, 300)))
                .isEqualTo(Probe.NO);
    }
}

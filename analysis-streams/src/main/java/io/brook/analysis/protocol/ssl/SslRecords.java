package io.brook.analysis.protocol.ssl;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;

/** What is the same over TCP and UDP: the records that are not encrypted, other than handshakes. */
abstract class SslRecords implements AnalyzerSession {
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
    static final int HEARTBEAT = 24;

    /** Zeek's SSL::max_alerts_per_record. */
    private static final int MAX_ALERTS = 10;

    private static final int ALERT_LENGTH = 2;

    protected final SslConversation said;
    protected final SslHandshake handshake;

    /** Who has changed to encryption. */
    protected final Set<Direction> encrypted = EnumSet.noneOf(Direction.class);

    SslRecords(SessionContext context) {
        this.said = new SslConversation(context);
        this.handshake = new SslHandshake(said);
    }

    /** One byte; after it this side's records are encrypted, unless it is TLS 1.3, where it means nothing. */
    final void changeCipherSpec(Direction direction) {
        if (!SslVersion.isTls13(handshake.version)) {
            encrypted.add(direction);
        }
        said.changeCipherSpec(handshake.isClient(direction));
        said.plaintext(false);
    }

    final void alerts(Direction direction, ByteCursor in) throws MalformedException {
        int max = ALERT_LENGTH * (SslVersion.isTls13(handshake.version) ? 1 : MAX_ALERTS);
        if (in.remaining() > max) {
            said.weird(SslWeird.EXCESSIVE_ALERTS, Integer.toString(in.remaining() / ALERT_LENGTH));
        }
        FieldReader alerts = FieldReader.of("Alert", in.slice(Math.min(in.remaining(), max)), ByteOrder.BIG_ENDIAN);
        while (!alerts.isAtEnd()) {
            alerts.skip("level", 1);
            said.alert(handshake.isClient(direction), alerts.u8("description"));
        }
        said.plaintext(false);
    }

    final void heartbeat(Direction direction, ByteCursor in) throws MalformedException {
        int length = in.remaining();
        FieldReader fields = FieldReader.of("Heartbeat", in, ByteOrder.BIG_ENDIAN);
        int type = fields.u8("type");
        int payload = fields.u16("payload_length");
        boolean isClient = handshake.isClient(direction);
        said.heartbeat(isClient);
        said.heartbeats.plain(isClient, type, length, payload);
        said.plaintext(false);
    }

    final void unknown(Direction direction, int type) {
        said.violation("unknown SSL record type (" + type + ") from " + SslHandshake.side(direction));
        said.plaintext(false);
    }

    /** An encrypted record: when both sides have changed to encryption, all that can be seen of the handshake is over. */
    final void encrypted() {
        if (encrypted.size() == 2) {
            said.established();
        }
    }

    @Override
    public final void finish() {
        said.log();
    }
}

package io.brook.analysis.protocol.ssl;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.PerDirection;

/** The records of one connection over TCP, up to the end of the handshake. */
final class SslSession extends SslRecords {
    /** Longer handshake records are passed over; the protocol allows 16 KiB and a little. */
    private static final int MAX_RECORD = 60 * 1024;

    /** No record is being passed over. */
    private static final int NONE = -1;

    private final SessionContext context;
    private final Ssl2Records old;
    private final SslRecordLayer layer = new SslRecordLayer();
    private final PerDirection<SslHandshakeStream> streams = new PerDirection<>(SslHandshakeStream::new);
    private final PerDirection<Passing> passed = new PerDirection<>(direction -> new Passing());

    /** The record of one direction whose contents are not looked at. */
    private static final class Passing {
        private int type = NONE;
        private int length;
        private int left;
    }

    SslSession(SessionContext context) {
        super(context);
        this.context = context;
        this.old = new Ssl2Records(this);
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        if (context.isPartial()) {
            return Outcome.STOP;
        }
        try {
            boolean more = true;
            while (more && !said.ended) {
                more = next(direction, in);
            }
            while (more && isWatching()) {
                more = watch(direction, in);
            }
        } catch (MalformedException e) {
            said.malformed(e);
        }
        return said.ended && !isWatching() ? Outcome.STOP : Outcome.CONTINUE;
    }

    /** Whether the lengths of records tell something after the handshake, too. */
    private boolean isWatching() {
        return encrypted.size() == 2 && said.heartbeats.isWatching();
    }

    /** Passes over an encrypted record after the handshake; what is no record has no consequences any more. */
    private boolean watch(Direction direction, ByteCursor in) {
        Passing passing = passed.get(direction);
        if (passing.type != NONE) {
            return pass(direction, passing, in);
        }
        if (in.remaining() < SslRecordLayer.HEADER) {
            return false;
        }
        begin(passing, in);
        return true;
    }

    /** A record whose contents are not looked at begins. */
    private static void begin(Passing passing, ByteCursor in) {
        int type = in.peek(0);
        passing.length = in.peek16(3);
        passing.left = passing.length;
        passing.type = passing.length == 0 ? NONE : type;
        in.skip(SslRecordLayer.HEADER);
    }

    /** @return whether something was done */
    private boolean next(Direction direction, ByteCursor in) throws MalformedException {
        Passing passing = passed.get(direction);
        if (passing.type != NONE) {
            return pass(direction, passing, in);
        }
        if (in.remaining() < SslRecordLayer.HEADER) {
            return false;
        }
        int version = layer.look(direction, in, said);
        if (version == SslVersion.UNKNOWN) {
            return false;
        }
        return version == SslVersion.SSL_2 ? oldRecord(direction, in) : record(direction, passing, in);
    }

    private boolean oldRecord(Direction direction, ByteCursor in) throws MalformedException {
        int length = Ssl2Records.length(in);
        if (length < SslRecordLayer.HEADER) {
            throw MalformedException.cutOff("SSLRecord:rec", SslRecordLayer.HEADER, length);
        }
        if (in.remaining() < length) {
            return false;
        }
        old.record(direction, in.slice(length));
        return true;
    }

    private boolean record(Direction direction, Passing passing, ByteCursor in) throws MalformedException {
        int type = in.peek(0);
        int length = in.peek16(3);
        boolean opaque = encrypted.contains(direction) || type == APPLICATION_DATA || length > MAX_RECORD;
        if (opaque) {
            begin(passing, in);
            return true;
        }
        if (in.remaining() < SslRecordLayer.HEADER + length) {
            return false;
        }
        in.skip(SslRecordLayer.HEADER);
        if (length > 0) {
            plain(direction, type, in.slice(length));
        }
        return true;
    }

    private boolean pass(Direction direction, Passing passing, ByteCursor in) {
        int now = Math.min(passing.left, in.remaining());
        in.skip(now);
        passing.left -= now;
        if (passing.left > 0) {
            return false;
        }
        int type = passing.type;
        passing.type = NONE;
        passed(direction, type, passing.length);
        return true;
    }

    /**
     * The end of a record whose contents were not looked at. In TLS 1.3, which mostly does not say when encryption begins, data
     * is always encrypted.
     */
    private void passed(Direction direction, int type, int length) {
        boolean isData = type == APPLICATION_DATA;
        if (isData && !SslVersion.isOlder(handshake.version)) {
            encrypted.add(direction);
        }
        if (encrypted.contains(direction)) {
            boolean isClient = handshake.isClient(direction);
            said.heartbeats.encrypted(isClient, type, length, handshake.cipher, handshake.version);
            if (!said.ended) {
                encrypted();
            }
        } else {
            said.plaintext(isData);
        }
    }

    private void plain(Direction direction, int type, ByteCursor in) throws MalformedException {
        switch (type) {
            case CHANGE_CIPHER_SPEC -> changeCipherSpec(direction, in);
            case ALERT -> alerts(direction, in);
            case HANDSHAKE -> {
                streams.get(direction).record(in, handshake, said);
                said.plaintext(false);
            }
            case HEARTBEAT -> heartbeat(direction, in);
            default -> unknown(direction, type);
        }
    }

    /** What follows the one byte is encrypted already, or another one of the same. */
    private void changeCipherSpec(Direction direction, ByteCursor in) {
        while (in.remaining() > 0 && !encrypted.contains(direction)) {
            in.skip(1);
            changeCipherSpec(direction);
        }
        if (in.remaining() > 0) {
            encrypted();
        }
    }
}

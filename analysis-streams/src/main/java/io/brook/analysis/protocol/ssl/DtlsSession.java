package io.brook.analysis.protocol.ssl;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.PerDirection;
import java.nio.ByteOrder;

/** The records of one connection over UDP, up to the end of the handshake. */
final class DtlsSession extends SslRecords {
    /** Zeek's SSL::dtls_max_version_errors. */
    private static final int MAX_WRONG_VERSIONS = 10;

    private static final int HEADER = 13;
    private static final int MESSAGE_HEADER = 12;
    private static final int STUN_HEADER = 20;
    private static final int STUN_COOKIE = 0x2112;
    private static final int STUN_COOKIE_REST = 0xa442;

    private final PerDirection<DtlsFragments> pieces = new PerDirection<>(direction -> new DtlsFragments());
    private int wrongVersions;
    private boolean toldOfVersion;

    DtlsSession(SessionContext context) {
        super(context);
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        boolean isStun =
                in.remaining() > STUN_HEADER && in.peek16(4) == STUN_COOKIE && in.peek16(6) == STUN_COOKIE_REST;
        if (isStun) {
            return Outcome.CONTINUE;
        }
        try {
            while (in.remaining() > 0 && !said.ended) {
                record(direction, in);
            }
        } catch (MalformedException e) {
            said.malformed(e);
        }
        boolean hopeless = wrongVersions > MAX_WRONG_VERSIONS;
        return said.ended || hopeless ? Outcome.STOP : Outcome.CONTINUE;
    }

    private void record(Direction direction, ByteCursor in) throws MalformedException {
        if (isUnified(in.peek(0))) {
            in.skip(in.remaining());
            encrypted.add(direction);
            encrypted();
            return;
        }
        FieldReader header = FieldReader.of("SSLRecord", in, ByteOrder.BIG_ENDIAN);
        int type = header.u8("content_type");
        int version = header.u16("version");
        int epoch = header.u16("epoch");
        long sequence = (long) header.u24("sequence_number") << 24 | header.u24("sequence_number");
        int length = header.u16("length");
        in.skip(HEADER);
        boolean isVersion = SslVersion.isOfDatagram(version);
        judgeVersion(version, isVersion);
        if (!isVersion) {
            in.skip(in.remaining());
            return;
        }
        if (in.remaining() < length) {
            throw MalformedException.cutOff("SSLRecord:rec", HEADER - 1L + length, HEADER - 1L + in.remaining());
        }
        ByteCursor contents = in.slice(length);
        if (length > 0 && epoch != 0) {
            encrypted();
        } else if (length > 0) {
            plain(direction, type, sequence, contents);
        }
    }

    /** In DTLS 1.3 encrypted records have a header of their own (RFC 9147, section 4). */
    private boolean isUnified(int firstByte) {
        return handshake.version == SslVersion.DTLS_1_3 && firstByte >> 5 == 1;
    }

    private void judgeVersion(int version, boolean isVersion) {
        if (isVersion && said.confirmed) {
            wrongVersions = 0;
        } else if (!isVersion) {
            wrongVersions++;
            if (said.confirmed && !toldOfVersion) {
                toldOfVersion = true;
                said.violation("Invalid version in DTLS connection. Packet reported version: " + version);
            }
        }
    }

    private void plain(Direction direction, int type, long sequence, ByteCursor in) throws MalformedException {
        switch (type) {
            case CHANGE_CIPHER_SPEC -> {
                for (int left = in.remaining(); left > 0; left--) {
                    changeCipherSpec(direction);
                }
            }
            case ALERT -> alerts(direction, in);
            case HANDSHAKE -> {
                fragment(direction, sequence, in);
                said.plaintext(false);
            }
            case APPLICATION_DATA -> said.plaintext(true);
            case HEARTBEAT -> heartbeat(direction, in);
            default -> unknown(direction, type);
        }
    }

    private void fragment(Direction direction, long sequence, ByteCursor in) throws MalformedException {
        if (in.remaining() < MESSAGE_HEADER) {
            throw MalformedException.cutOff("Handshake:fragment_length", MESSAGE_HEADER, in.remaining());
        }
        int type = in.u8();
        int length = in.u24();
        int message = in.u16();
        int offset = in.u24();
        int fragment = in.u24();
        if (offset == 0 && fragment == length) {
            whole(direction, type, length, in);
            return;
        }
        DtlsFragments fragments = pieces.get(direction);
        String wrong = fragments.add(sequence, message, length, offset, fragment, in);
        if (wrong != null) {
            said.violation(wrong);
        } else if (fragments.complete) {
            whole(direction, type, length, fragments.message());
        }
    }

    private void whole(Direction direction, int type, int length, ByteCursor in) throws MalformedException {
        if (in.remaining() >= length) {
            handshake.message(direction, type, in.slice(length));
        }
    }
}

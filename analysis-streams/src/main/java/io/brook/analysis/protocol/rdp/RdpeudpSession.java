package io.brook.analysis.protocol.rdp;

import io.brook.analysis.analyzer.DatagramSession;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import java.nio.ByteOrder;

/** The handshake of RDP over UDP; what is carried after it is encrypted, and only its headers are looked at. */
final class RdpeudpSession extends DatagramSession {
    static final int SYN = 0x1;
    private static final int ACK = 0x4;
    private static final int WITH_DATA = 0x8;
    private static final int ACK_OF_ACKS = 0x100;
    private static final int CORRELATION = 0x800;
    private static final int EXTENSION = 0x1000;
    private static final int VERSION_3 = 0x101;
    private static final long NOTHING_YET = 0xffffffffL;

    private boolean begun;
    private boolean answered;
    private int versionOfClient;
    private int versionOfServer;

    RdpeudpSession(SessionContext context) {
        super(context);
    }

    @Override
    protected void datagram(Direction direction, ByteCursor datagram) throws MalformedException {
        FieldReader in = FieldReader.of(null, datagram, ByteOrder.BIG_ENDIAN);
        if (!begun) {
            begin(direction, in);
        } else if (!answered) {
            answer(direction, in);
        } else if (versionOfClient == VERSION_3 && versionOfServer == VERSION_3) {
            in.need("RDPEUDP2_ACK:header", 3);
        } else {
            further(in);
        }
    }

    private void begin(Direction direction, FieldReader in) throws MalformedException {
        long acknowledged = in.u32("RDPUDP_FEC_HEADER:snSourceAck");
        int flags = flags(in);
        int version = version(in, flags);
        if (direction.isFromOriginator() && (flags & SYN) != 0 && acknowledged == NOTHING_YET) {
            begun = true;
            versionOfClient = version;
        }
    }

    private void answer(Direction direction, FieldReader in) throws MalformedException {
        in.skip("RDPUDP_FEC_HEADER:snSourceAck", 4);
        int flags = flags(in);
        int version = version(in, flags);
        if (direction.isFromResponder() && (flags & (SYN | ACK)) != 0) {
            answered = true;
            versionOfServer = version;
            context.confirm();
        }
    }

    private static int flags(FieldReader in) throws MalformedException {
        in.skip("RDPUDP_FEC_HEADER:uReceiveWindowSize", 2);
        return in.u16("RDPUDP_FEC_HEADER:uFlags");
    }

    private static int version(FieldReader in, int flags) throws MalformedException {
        in.skip("RDPUDP_SYNDATA_PAYLOAD:uDownStreamMtu", 8);
        if ((flags & CORRELATION) != 0) {
            in.skip("RDPUDP_CORRELATION_ID_PAYLOAD:uReserved", 32);
        }
        if ((flags & EXTENSION) == 0) {
            throw new MalformedException("invalid case: RDPEUDP_SYN:has_synex_payload");
        }
        in.skip("RDPUDP_SYNEX_PAYLOAD:uSynExFlags", 2);
        int version = in.u16("RDPUDP_SYNEX_PAYLOAD:uUdpVer");
        if (version == VERSION_3) {
            in.skip("RDPUDP_SYNEX_PAYLOAD:has_cookie_hash", 32);
        }
        return version;
    }

    /** What comes after the handshake in the versions before 3. */
    private static void further(FieldReader in) throws MalformedException {
        in.skip("RDPUDP_FEC_HEADER:snSourceAck", 4);
        int flags = flags(in);
        int acknowledgments = in.u16("RDPUDP_ACK_VECTOR_HEADER:uAckVectorSize");
        in.skip("RDPUDP_ACK_VECTOR_HEADER:AckVectorElement", acknowledgments);
        in.skip("RDPUDP_ACK_VECTOR_HEADER:pad", -(2 + acknowledgments) & 3);
        if ((flags & ACK_OF_ACKS) != 0) {
            in.skip("RDPUDP_ACK_OF_ACKVECTOR_HEADER:snAckOfAcksSeqNum", 4);
        }
        if ((flags & WITH_DATA) != 0) {
            in.skip("RDPUDP_SOURCE_PAYLOAD_HEADER:snSourceStart", 8);
        }
    }
}

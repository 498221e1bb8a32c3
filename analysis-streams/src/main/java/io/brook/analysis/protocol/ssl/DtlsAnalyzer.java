package io.brook.analysis.protocol.ssl;

import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.x509.ChainValidation;
import io.brook.schemas.flow.Direction;

/** DTLS on its port, and wherever a datagram is a client hello: Zeek's dpd_dtls_client. */
public final class DtlsAnalyzer extends SslValidatingAnalyzer {
    private static final int EPOCH = 3;

    /** Where the bytes that may have any value begin, after those that are zero. */
    private static final int EARLY = EPOCH + 7;

    private static final int MESSAGE = 13;
    private static final int VERSION = MESSAGE + 12;
    private static final int MAJOR = 0xfe;

    /** Chains of certificates are not validated. */
    public DtlsAnalyzer() {
        this(null);
    }

    /** @param validation of the chains of servers' certificates; null for none */
    public DtlsAnalyzer(ChainValidation validation) {
        super("dtls", Ports.udp(443), DtlsSession::new, validation);
    }

    @Override
    public Probe probeDatagram(Direction direction, ByteCursor datagram) {
        boolean isHello = datagram.remaining() >= VERSION + 2
                && datagram.peek(0) == SslRecords.HANDSHAKE
                && isVersion(datagram, 1)
                && isEarly(datagram)
                && datagram.hasNoLineFeed(EARLY, MESSAGE)
                && datagram.peek(MESSAGE) == SslHandshake.CLIENT_HELLO
                && datagram.hasNoLineFeed(MESSAGE + 1, VERSION)
                && isVersion(datagram, VERSION);
        return isHello ? Probe.CERTAIN : Probe.NO;
    }

    private static boolean isVersion(ByteCursor datagram, int at) {
        return datagram.peek(at) == MAJOR && SslVersion.isOfDatagram(datagram.peek16(at));
    }

    /** Whether epoch and sequence number are less than 256. */
    private static boolean isEarly(ByteCursor datagram) {
        for (int i = EPOCH; i < EARLY; i++) {
            if (datagram.peek(i) != 0) {
                return false;
            }
        }
        return true;
    }
}

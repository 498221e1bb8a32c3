package io.brook.analysis.protocol.ssl;

import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.x509.ChainValidation;
import io.brook.schemas.flow.Direction;

/**
 * TLS and SSL on their ports, wherever a client or server hello begins a stream (Zeek's dpd_tls_client and dpd_tls_server, each of
 * which is enough), and where another protocol changes to it. Zeek's signature of SSL 2 is not loaded by itself.
 */
public final class SslAnalyzer extends SslValidatingAnalyzer {
    private static final int RECORD_HEADER = 5;
    private static final int MESSAGE_HEADER = 4;

    /** An alert may come before a server hello. */
    private static final int ALERT = RECORD_HEADER + 2;

    /** Chains of certificates are not validated. */
    public SslAnalyzer() {
        this(null);
    }

    /** @param validation of the chains of servers' certificates; null for none */
    public SslAnalyzer(ChainValidation validation) {
        super(
                "ssl",
                Ports.tcp(443, 465, 563, 585, 614, 636, 989, 990, 992, 993, 995, 5223),
                SslSession::new,
                validation);
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        Probe client = hello(first, 0, SslHandshake.CLIENT_HELLO);
        Probe server = hello(first, 0, SslHandshake.SERVER_HELLO);
        Probe late = record(first, 0, SslRecords.ALERT);
        if (late == Probe.YES) {
            late = first.remaining() < ALERT ? Probe.MORE : hello(first, ALERT, SslHandshake.SERVER_HELLO);
        }
        if (client == Probe.CERTAIN || server == Probe.CERTAIN || late == Probe.CERTAIN) {
            return Probe.CERTAIN;
        }
        return client == Probe.MORE || server == Probe.MORE || late == Probe.MORE ? Probe.MORE : Probe.NO;
    }

    /** Whether a record with one of these messages is at a place. */
    private static Probe hello(ByteCursor first, int at, int message) {
        Probe record = record(first, at, SslRecords.HANDSHAKE);
        int body = at + RECORD_HEADER;
        if (record != Probe.YES || first.remaining() <= body) {
            return record == Probe.YES ? Probe.MORE : record;
        }
        int version = body + MESSAGE_HEADER;
        if (first.peek(body) != message) {
            return Probe.NO;
        }
        if (first.remaining() < version + 2) {
            return Probe.MORE;
        }
        boolean isPlain = first.hasNoLineFeed(0, at)
                && first.hasNoLineFeed(body - 2, body)
                && first.hasNoLineFeed(body + 1, version);
        return isPlain && isVersion(message, first.peek(version), first.peek(version + 1)) ? Probe.CERTAIN : Probe.NO;
    }

    private static boolean isVersion(int message, int major, int minor) {
        int lastDraft = 0x50;
        return message == SslHandshake.CLIENT_HELLO
                ? major == 3 && minor <= 3
                : major == 3 && minor <= 4 || major == 0x7f && minor <= lastDraft;
    }

    private static Probe record(ByteCursor first, int at, int type) {
        if (first.remaining() < at + 3) {
            return Probe.MORE;
        }
        boolean isRecord = first.peek(at) == type && first.peek(at + 1) == 3 && first.peek(at + 2) <= 3;
        return isRecord ? Probe.YES : Probe.NO;
    }

    @Override
    public boolean eachSideTells() {
        return true;
    }
}

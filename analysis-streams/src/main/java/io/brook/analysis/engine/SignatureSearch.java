package io.brook.analysis.engine;

import io.brook.analysis.flow.TcpConnection;
import io.brook.analysis.record.ConnRecords;
import io.brook.analysis.record.Reports;
import io.brook.analysis.record.WireText;
import io.brook.analysis.signature.PieceSequence;
import io.brook.analysis.signature.Signature;
import io.brook.analysis.signature.Signatures;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.SignatureMatch;
import java.nio.charset.StandardCharsets;

/**
 * Looks for signatures in the first bytes of one TCP connection, as many as detection looks at ({@link FirstBytes}), but keeps none of them.
 * Each is found once.
 */
final class SignatureSearch {
    /** How much of the bytes is told: as in Zeek's Signatures framework. */
    private static final int MAX_TOLD = 140;

    private final TcpConnection connection;

    /** What was found of each signature so far; null while that is nothing, which it is for most connections. */
    private int[] found;

    private int bytesSeen;
    private int piecesSeen;

    SignatureSearch(TcpConnection connection) {
        this.connection = connection;
    }

    /** Looks at the next bytes of one side. */
    void data(Direction direction, byte[] bytes, int offset, int length, Reports reports, long time) {
        bytesSeen += length;
        piecesSeen++;
        for (int i = 0; i < Signatures.ALL.size(); i++) {
            Signature signature = Signatures.ALL.get(i);
            int before = found == null ? 0 : found[i];
            if (signature.ofOriginator() == direction.isFromOriginator() && before != PieceSequence.ALL) {
                int now = signature.bytes().find(before, bytes, offset, length);
                keep(i, now);
                if (now == PieceSequence.ALL && connection.isPastHandshake()) {
                    report(signature, new String(bytes, offset, length, StandardCharsets.ISO_8859_1), reports, time);
                }
            }
        }
    }

    private void keep(int signature, int now) {
        if (now != 0) {
            found = found == null ? new int[Signatures.ALL.size()] : found;
            found[signature] = now;
        }
    }

    /** Whether enough was seen. */
    boolean isOver() {
        return bytesSeen > FirstBytes.ENOUGH || piecesSeen > FirstBytes.MAX_CHUNKS;
    }

    private void report(Signature signature, String data, Reports reports, long time) {
        ConnId id = ConnRecords.idOf(connection);
        String told = data.length() > MAX_TOLD ? data.substring(0, MAX_TOLD) + "..." : data;
        reports.report(
                "signatures " + id.getOrigH(),
                new SignatureMatch(
                        new LogMeta("", 0L),
                        reports.uidOf(connection),
                        id,
                        signature.ofOriginator(),
                        signature.id(),
                        signature.message(),
                        WireText.of(told)),
                time);
    }
}

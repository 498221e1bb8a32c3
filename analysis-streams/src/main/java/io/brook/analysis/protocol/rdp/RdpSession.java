package io.brook.analysis.protocol.rdp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import java.nio.ByteOrder;

/** One connection: packets of both sides (RFC 1006 around X.224), until they are encrypted or bytes are missing. */
final class RdpSession implements AnalyzerSession {
    private static final int HEADER = 4;
    private static final int LENGTH = 2;

    private final SessionContext context;
    private final RdpLine line;
    private final RdpParser parser;
    private boolean handedOver;

    RdpSession(SessionContext context) {
        this.context = context;
        this.line = new RdpLine(context);
        this.parser = new RdpParser(line);
    }

    /** The bytes after a violation are left in the cursor, and come again if the violation did not count. */
    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        if (context.isPartial()) {
            return Outcome.STOP;
        }
        line.writeIfDue();
        boolean goOn = true;
        while (goOn && in.remaining() >= HEADER && in.remaining() >= length(in)) {
            goOn = packet(in.slice(length(in)));
        }
        return line.encrypted ? Outcome.STOP : Outcome.CONTINUE;
    }

    private static int length(ByteCursor in) {
        return Math.max(HEADER, in.peek16(LENGTH));
    }

    /** @return whether the next one is wanted */
    private boolean packet(ByteCursor packet) {
        packet.skip(HEADER);
        try {
            if (parser.packet(FieldReader.of(null, packet, ByteOrder.LITTLE_ENDIAN))) {
                handedOver = true;
                context.handOverToDetection();
            }
        } catch (MalformedException e) {
            context.violation(e.violation());
            line.write();
            return false;
        }
        return !handedOver && !line.encrypted;
    }

    @Override
    public void finish() {
        line.write();
    }
}

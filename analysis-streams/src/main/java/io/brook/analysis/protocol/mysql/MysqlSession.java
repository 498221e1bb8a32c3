package io.brook.analysis.protocol.mysql;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.PerDirection;

/** One connection: packets of both sides, until TLS begins or bytes are missing. */
final class MysqlSession implements AnalyzerSession {
    private final SessionContext context;
    private final MysqlLines lines;
    private final MysqlDialogue dialogue;
    private final PerDirection<MysqlPackets> packets = new PerDirection<>(direction -> new MysqlPackets());

    MysqlSession(SessionContext context) {
        this.context = context;
        this.lines = new MysqlLines(context);
        this.dialogue = new MysqlDialogue(lines);
    }

    /** The bytes after a violation are left in the cursor, and come again if the violation did not count. */
    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        if (context.isPartial()) {
            return Outcome.STOP;
        }
        MysqlPackets from = packets.get(direction);
        boolean goOn = true;
        while (goOn && from.hasNext(in)) {
            goOn = take(direction, from.next(in));
        }
        return Outcome.CONTINUE;
    }

    private boolean take(Direction direction, MysqlPacket packet) {
        try {
            if (direction.isFromOriginator()) {
                dialogue.client(packet);
            } else {
                dialogue.server(packet);
            }
        } catch (MalformedException e) {
            if (packet.isWhole()) {
                context.violation(e.violation());
                return false;
            }
        }
        if (dialogue.wantsTls) {
            context.handOver("ssl");
            return false;
        }
        return true;
    }

    @Override
    public void finish() {
        lines.finish();
    }
}

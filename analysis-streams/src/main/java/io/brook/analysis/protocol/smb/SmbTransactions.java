package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.BoundedMap;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;

/** Hands on what transactions of version 1 write to pipes, and what comes back. */
final class SmbTransactions {
    private static final int MAX_OPEN = 1000;

    private final SmbPipes pipes;

    /** The requests whose replies come from a pipe. */
    private final BoundedMap<Integer, Boolean> open = new BoundedMap<>(MAX_OPEN);

    SmbTransactions(SmbPipes pipes) {
        this.pipes = pipes;
    }

    /** @param onPipe whether the share is known to be one of pipes */
    void request(Smb1Message message, boolean onPipe) throws MalformedException {
        Smb1Transaction transaction = Smb1TransactionParser.request(message);
        if (transaction.isToPipe()) {
            pipes.data(0, Direction.ORIGINATOR, transaction.data());
        }
        if (transaction.isToPipe() || onPipe && !transaction.isAdministration()) {
            open.put(message.exchange, true);
        } else {
            open.remove(message.exchange);
        }
    }

    void reply(Smb1Message message) throws MalformedException {
        boolean fromPipe = open.remove(message.exchange) != null;
        FieldReader data = Smb1TransactionParser.reply(message);
        if (fromPipe && data != null) {
            pipes.data(0, Direction.RESPONDER, data);
        }
    }
}

package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.BoundedMap;

/** The command of version 1 that writes to a pipe and reads what comes back (MS-CIFS, section 2.2.4.33). */
final class SmbTransactions {
    private static final int MAX_OPEN = 1000;
    private static final String PIPE = "\\PIPE\\";
    private static final String ADMINISTRATION = "\\PIPE\\LANMAN";

    private final SmbPipes pipes;

    /** The requests whose replies come from a pipe. */
    private final BoundedMap<Integer, Boolean> open = new BoundedMap<>(MAX_OPEN);

    SmbTransactions(SmbPipes pipes) {
        this.pipes = pipes;
    }

    void request(Smb1Walk in) {
        in.skip(21);
        int parametersAt = in.u16();
        in.skip(2);
        int dataAt = in.u16();
        int words = in.u8();
        in.skip(1 + 2L * words + 2);
        String name = in.text();
        in.moveTo(parametersAt);
        in.skip(in.in.u16(in.begin() + 19));
        in.moveTo(dataAt);
        boolean toPipe = name.startsWith(PIPE) && !name.startsWith(ADMINISTRATION);
        if (in.in.isExceeded()) {
            return;
        }
        if (toPipe) {
            data(in);
        }
        boolean toAnother = name.startsWith(ADMINISTRATION);
        if (toPipe || !toAnother && in.onPipe) {
            open.put(in.exchange, true);
        } else {
            open.remove(in.exchange);
        }
    }

    private void data(Smb1Walk in) {
        pipes.data(0, in.direction, in.in, in.at(), in.in.length() - in.at());
    }

    void reply(Smb1Walk in) {
        boolean fromPipe = open.remove(in.exchange) != null;
        in.skip(7);
        int parameters = in.u16();
        int parametersAt = in.u16();
        in.skip(2);
        int data = in.u16();
        int dataAt = in.u16();
        in.skip(2);
        int words = in.u8();
        in.skip(1 + 2L * words + 2);
        in.moveTo(parametersAt);
        in.skip(parameters);
        in.moveTo(dataAt);
        if (fromPipe && data > 0 && !in.in.isExceeded()) {
            data(in);
        }
    }
}

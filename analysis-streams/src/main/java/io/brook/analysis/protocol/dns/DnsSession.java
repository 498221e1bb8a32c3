package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.util.concurrent.TimeUnit;

/** Finds the messages: over UDP each datagram is one, over TCP each has its length before it (RFC 1035, section 4.2.2). */
final class DnsSession implements AnalyzerSession {
    private static final int LENGTH = 2;

    /** Over UDP a connection is given up sooner than others: Zeek's dns_session_timeout, with its second for the answer. */
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(10);

    private static final long SILENCE = TimeUnit.SECONDS.toNanos(9);

    private final SessionContext context;
    private final Transactions transactions;
    private final boolean netbios;
    private boolean begun;

    DnsSession(SessionContext context) {
        this.context = context;
        this.transactions = new Transactions(context);
        this.netbios = context.originatorPort() == NetbiosName.PORT || context.responderPort() == NetbiosName.PORT;
        if (context.isDatagrams()) {
            context.endWhenSilent(TIMEOUT, SILENCE);
        }
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        if (context.isDatagrams()) {
            message(in, in.remaining(), direction);
            return Outcome.CONTINUE;
        }
        while (hasMessage(in)) {
            int length = in.u16();
            message(in, length, direction);
            in.skip(length);
        }
        return Outcome.CONTINUE;
    }

    /** An empty message is looked at once something follows it. */
    private static boolean hasMessage(ByteCursor in) {
        return in.remaining() > LENGTH && in.remaining() - LENGTH >= in.peek16(0);
    }

    @Override
    public void endOfStream(Direction direction, ByteCursor rest) {
        if (rest.remaining() > LENGTH) {
            rest.skip(LENGTH);
            message(rest, rest.remaining(), Direction.RESPONDER);
        }
    }

    private void message(ByteCursor in, int length, Direction direction) {
        if (length < Header.LENGTH) {
            context.weird("DNS_truncated_len_lt_hdr_len", null);
            return;
        }
        MessageBytes bytes = new MessageBytes(in.array(), in.position(), length);
        Header header = new Header(bytes, netbios);
        if (!netbios && !Opcode.isLogged(header.opcode())) {
            context.weird("DNS_unknown_opcode", String.valueOf(header.opcode()));
            context.limitReached();
            return;
        }
        if (!begun
                && header.isResponse()
                && direction.isFromOriginator()
                && !isMulticast(context.id().getRespH())) {
            context.flipRoles();
        }
        begun = true;
        new MessageParser(context, transactions, bytes, header).parse();
    }

    /** @param address as logs write it */
    private static boolean isMulticast(String address) {
        if (address.indexOf(':') >= 0) {
            return address.startsWith("ff");
        }
        int first = Integer.parseInt(address.substring(0, address.indexOf('.')));
        return first >= 224 && first < 240;
    }

    @Override
    public void finish() {
        transactions.finish();
    }
}

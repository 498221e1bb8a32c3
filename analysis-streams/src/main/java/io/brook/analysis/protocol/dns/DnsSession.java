package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdSink;
import io.brook.schemas.flow.Direction;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/** One connection: over UDP each datagram is a message, over TCP each has its length before it (RFC 1035, section 4.2.2). */
final class DnsSession implements AnalyzerSession, WeirdSink {
    private static final int LENGTH = 2;

    /** Connections over UDP time out sooner than others: Zeek's dns_session_timeout, and a second for the answer. */
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(10);

    private static final long SILENCE = TimeUnit.SECONDS.toNanos(9);

    private final SessionContext context;
    private final DnsTransactions transactions;
    private final boolean isNetbios;
    private DnsTransport transport;
    private boolean begun;

    DnsSession(SessionContext context) {
        this.context = context;
        this.transactions = new DnsTransactions(context);
        this.transport = transport();
        this.isNetbios = transport.isNetbiosPort() || context.originatorPort() == DnsNetbiosName.PORT;
        if (context.isDatagrams()) {
            context.endWhenSilent(TIMEOUT, SILENCE);
        }
    }

    private DnsTransport transport() {
        return new DnsTransport(context.isDatagrams(), context.responderPort() == DnsNetbiosName.PORT);
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
        if (length < DnsHeader.LENGTH) {
            weird(DnsWeird.TRUNCATED_HEADER);
            return;
        }
        FieldReader bytes = FieldReader.of("DNS message", in.array(), in.position(), length, ByteOrder.BIG_ENDIAN);
        DnsHeader header = DnsHeader.read(bytes, isNetbios);
        if (!isNetbios && !header.isLogged()) {
            weird(DnsWeird.UNKNOWN_OPCODE, String.valueOf(header.opcode()));
            return;
        }
        if (!begun && header.isResponse() && direction.isFromOriginator()) {
            flipRoles();
        }
        begun = true;
        message(new DnsParser(bytes, header, transport, this).parse());
    }

    private void message(DnsMessage message) {
        if (message.violation() != null) {
            context.violation(message.violation());
        } else if (message.extent() == DnsExtent.WHOLE) {
            context.confirm();
        }
        transactions.message(message, transport.isNetbiosPort());
    }

    /** The supposed originator has sent an answer, so the roles are the other way round. */
    private void flipRoles() {
        if (!isMulticast(context.id().getRespH())) {
            context.flipRoles();
            transport = transport();
        }
    }

    @Override
    public void weird(Weird weird, String detail) {
        context.weird(weird, detail);
        if (weird instanceof DnsWeird odd && odd.isLimit()) {
            context.limitReached();
        }
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

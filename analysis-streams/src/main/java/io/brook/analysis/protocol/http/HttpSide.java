package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdSink;
import io.brook.schemas.flow.Direction;

/** What all messages of one direction share: what they may ask, and where they put what they find. */
final class HttpSide implements WeirdSink {
    private final SessionContext context;
    final Direction direction;
    final HttpExchange exchange;
    final HttpHeaderFields fields;
    final HttpFraming framing = new HttpFraming();

    HttpSide(SessionContext context, Direction direction, HttpExchange exchange, HttpHeaderFields fields) {
        this.context = context;
        this.direction = direction;
        this.exchange = exchange;
        this.fields = fields;
    }

    HttpTransactions transactions() {
        return fields.transactions;
    }

    /** Whether the message at hand carries a part of a file, so that more may come over other connections. */
    boolean isPartial() {
        return direction.isFromResponder() && exchange.replyCode == HttpExchange.PARTIAL_CONTENT;
    }

    /** @param size how long the file is; -1 when that is not known */
    FileFeed openFile(long size) {
        return transactions().openFile(direction, size, isPartial());
    }

    @Override
    public void weird(Weird weird, String detail) {
        context.weird(weird, detail);
    }
}

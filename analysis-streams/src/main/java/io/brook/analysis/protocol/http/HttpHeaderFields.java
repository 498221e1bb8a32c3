package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.MimeText;
import io.brook.schemas.flow.Direction;

/** Passes header fields on to all that use them: the connection's messages, transactions, software and WebSocket. */
final class HttpHeaderFields {
    private final HttpExchange exchange;
    final HttpTransactions transactions;
    private final HttpSoftware software;
    private final HttpWebSocketHandshake webSocket;
    private final boolean wanted;

    /** @param wanted whether they are analysed for more than where messages end */
    HttpHeaderFields(SessionContext context, HttpExchange exchange, HttpTransactions transactions, boolean wanted) {
        this.exchange = exchange;
        this.transactions = transactions;
        this.software = new HttpSoftware(context);
        this.webSocket = new HttpWebSocketHandshake(context);
        this.wanted = wanted;
    }

    /** @param name in lower case */
    void add(Direction direction, String name, String value) {
        switch (name) {
            case "connection" -> exchange.connectionField(direction, new MimeText(value).token());
            case "upgrade" -> {
                if (direction.isFromResponder()) {
                    exchange.upgradeField(new MimeText(value).token());
                }
            }
            default -> {}
        }
        if (wanted) {
            tell(direction, name, value);
        }
    }

    private void tell(Direction direction, String name, String value) {
        transactions.header(direction, name, value);
        software.header(direction, name, value);
        if (name.startsWith(HttpWebSocketHandshake.PREFIX)) {
            webSocket.header(direction, name, value);
        }
    }

    void webSocketEstablished() {
        webSocket.established(transactions.current.line);
    }
}

package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.analysis.mime.MimeText;
import io.brook.schemas.flow.Direction;

/** Passes header fields on to all that use them: the connection's messages, transactions, software and WebSocket. */
final class HttpHeaderFields {
    private final HttpExchange exchange;
    final HttpTransactions transactions;
    private final SessionContext context;
    private final HttpWebSocketHandshake webSocket;
    private final boolean wanted;

    /** @param wanted whether they are analysed for more than where messages end */
    HttpHeaderFields(SessionContext context, HttpExchange exchange, HttpTransactions transactions, boolean wanted) {
        this.exchange = exchange;
        this.transactions = transactions;
        this.context = context;
        this.webSocket = new HttpWebSocketHandshake(context);
        this.wanted = wanted;
    }

    /** @param name in lower case */
    void add(Direction direction, String name, String value) {
        switch (name) {
            case "connection" -> exchange.connectionField(direction, new MimeText(value).token());
            case "upgrade" -> {
                if (direction.isFromResponder()) {
                    exchange.upgrade = new MimeText(value).token();
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
        software(direction, name, value);
        if (name.startsWith(HttpWebSocketHandshake.PREFIX)) {
            webSocket.header(direction, name, value);
        }
    }

    /** Reports the software that clients and servers name. */
    private void software(Direction direction, String name, String value) {
        boolean isClient = direction.isFromOriginator();
        switch (name) {
            case "user-agent" -> software(isClient, direction, "HTTP::BROWSER", value, 0);
            case "server" -> software(!isClient, direction, "HTTP::SERVER", value, context.responderPort());
            case "x-powered-by" -> software(!isClient, direction, "HTTP::APPSERVER", value, context.responderPort());
            case "microsoftsharepointteamservices" ->
                software(!isClient, direction, "HTTP::APPSERVER", "SharePoint/" + value, context.responderPort());
            default -> {}
        }
    }

    private void software(boolean isOfThisSide, Direction direction, String type, String banner, int port) {
        if (isOfThisSide) {
            context.software(new SoftwareBanner(direction, type, banner, port));
        }
    }

    void webSocketEstablished() {
        webSocket.established(transactions.current.line);
    }
}

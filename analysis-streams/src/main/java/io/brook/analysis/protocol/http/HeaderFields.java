package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.MimeText;
import io.brook.schemas.flow.Direction;

/** What header fields say: about the connection here, about transactions, software and WebSocket elsewhere. */
final class HeaderFields {
    private final Transactions transactions;
    private final HttpSoftware software;
    private final WebSocketHandshake webSocket;

    private final boolean wanted;
    private boolean keptAlive;
    private boolean closing;
    private boolean upgrades;
    private String upgrade;

    /** @param wanted whether anything but what tells messages apart is wanted of them */
    HeaderFields(SessionContext context, Transactions transactions, boolean wanted) {
        this.wanted = wanted;
        this.transactions = transactions;
        this.software = new HttpSoftware(context);
        this.webSocket = new WebSocketHandshake(context);
    }

    /** Whether more than one request is to be expected. */
    boolean isKeptAlive() {
        return keptAlive;
    }

    void keepAlive() {
        keptAlive = true;
    }

    /** Whether the server will close the connection after a reply. */
    boolean isConnectionClosing() {
        return closing;
    }

    void closeConnection() {
        closing = true;
    }

    /** The protocol that the reply changes to, or null; known no more afterwards. */
    String takeUpgrade() {
        String protocol = upgrades ? upgrade : null;
        upgrades = false;
        upgrade = null;
        return protocol;
    }

    /** @param name in upper case */
    void add(Direction direction, String name, String value) {
        switch (name) {
            case "CONNECTION" -> connection(direction, new MimeText(value).token());
            case "UPGRADE" -> {
                if (direction.isFromResponder()) {
                    upgrade = new MimeText(value).token();
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
        if (name.startsWith(WebSocketHandshake.PREFIX)) {
            webSocket.header(direction, name, value);
        }
    }

    private void connection(Direction direction, String token) {
        if (direction.isFromOriginator()) {
            keptAlive |= "keep-alive".equalsIgnoreCase(token);
        } else if ("close".equalsIgnoreCase(token)) {
            closing = true;
        } else {
            upgrades |= "upgrade".equalsIgnoreCase(token);
        }
    }

    void webSocketEstablished() {
        webSocket.established(transactions.current());
    }
}

package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.WebsocketLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA1Digest;

/** How client and server agree on WebSocket (RFC 6455, section 4), for websocket.log. */
final class WebSocketHandshake {
    /** What the names of its header fields begin with. */
    static final String PREFIX = "SEC-WEBSOCKET-";

    /** Zeek's Log::default_max_field_container_elements. */
    private static final int MAX_ELEMENTS = 100;

    private static final String SOURCE = "WebSocket";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final SessionContext context;
    private boolean isSeen;
    private String key;
    private String accept;
    private String subprotocol;
    private List<String> clientProtocols;
    private List<String> clientExtensions;
    private List<String> serverExtensions;

    WebSocketHandshake(SessionContext context) {
        this.context = context;
    }

    /** @param name in upper case */
    void header(Direction direction, String name, String value) {
        isSeen = true;
        switch (name.substring(PREFIX.length())) {
            case "KEY" -> {
                if (direction.isFromOriginator()) {
                    noteAnother(key, "websocket_multiple_key_headers");
                    key = value;
                }
            }
            case "ACCEPT" -> {
                if (direction.isFromResponder()) {
                    noteAnother(accept, "websocket_multiple_accept_headers");
                    accept = value;
                }
            }
            case "PROTOCOL" -> {
                if (direction.isFromOriginator()) {
                    clientProtocols = withAll(clientProtocols, value);
                } else {
                    noteAnother(subprotocol, "websocket_multiple_protocol_headers");
                    subprotocol = value;
                }
            }
            case "EXTENSIONS" -> {
                if (direction.isFromOriginator()) {
                    clientExtensions = withAll(clientExtensions, value);
                } else {
                    serverExtensions = withAll(serverExtensions, value);
                }
            }
            default -> {}
        }
    }

    private void noteAnother(String before, String weird) {
        if (before != null) {
            context.weird(weird, null, SOURCE);
        }
    }

    private static List<String> withAll(List<String> before, String value) {
        List<String> all = before == null ? new ArrayList<>() : before;
        for (String each : value.split(" *, *", -1)) {
            if (all.size() < MAX_ELEMENTS) {
                all.add(each);
            }
        }
        return all;
    }

    /**
     * The server has agreed.
     *
     * @param transaction the request and the reply
     */
    void established(Transaction transaction) {
        if (!isSeen) {
            context.weird("websocket_established_unexpected", null, SOURCE);
        }
        if (key == null) {
            context.weird("websocket_missing_key_header", null, SOURCE);
        }
        if (accept == null) {
            context.weird("websocket_missing_accept_header", null, SOURCE);
        }
        if (key != null && accept != null && !accept.equals(expectedAccept())) {
            String detail = "expected=" + expectedAccept() + ", found=" + accept;
            context.weird("websocket_wrong_accept_header", detail, SOURCE);
        }
        context.log(toLog(transaction));
    }

    private String expectedAccept() {
        byte[] bytes = (key + GUID).getBytes(StandardCharsets.ISO_8859_1);
        SHA1Digest sha1 = new SHA1Digest();
        sha1.update(bytes, 0, bytes.length);
        byte[] digest = new byte[sha1.getDigestSize()];
        sha1.doFinal(digest, 0);
        return Base64.getEncoder().encodeToString(digest);
    }

    private WebsocketLog toLog(Transaction transaction) {
        WebsocketLog line = new WebsocketLog();
        line.setTs(context.time());
        line.setUid(context.uid());
        line.setId(context.id());
        line.setHost(transaction.host());
        line.setUri(transaction.uri());
        line.setUserAgent(transaction.userAgent());
        line.setSubprotocol(subprotocol);
        line.setClientProtocols(clientProtocols);
        line.setServerExtensions(serverExtensions);
        line.setClientExtensions(clientExtensions);
        return line;
    }
}

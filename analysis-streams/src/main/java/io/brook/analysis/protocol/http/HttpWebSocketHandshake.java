package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.digest.DigestAlgorithm;
import io.brook.analysis.digest.Digests;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.HttpLog;
import io.brook.schemas.log.WebsocketLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** How client and server agree on WebSocket (RFC 6455, section 4), for websocket.log. */
final class HttpWebSocketHandshake {
    /** What the names of its header fields begin with. */
    static final String PREFIX = "sec-websocket-";

    /** Zeek's Log::default_max_field_container_elements. */
    private static final int MAX_ELEMENTS = 100;

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final SessionContext context;
    private String key;
    private String accept;

    /** Null before the first header field. */
    private WebsocketLog line;

    HttpWebSocketHandshake(SessionContext context) {
        this.context = context;
    }

    /** @param name in lower case */
    void header(Direction direction, String name, String value) {
        if (line == null) {
            line = new WebsocketLog();
        }
        String what = name.substring(PREFIX.length());
        if (direction.isFromOriginator()) {
            clientHeader(what, value);
        } else {
            serverHeader(what, value);
        }
    }

    private void clientHeader(String what, String value) {
        switch (what) {
            case "key" -> {
                noteAnother(key, HttpWeird.WEBSOCKET_KEYS);
                key = value;
            }
            case "protocol" -> line.setClientProtocols(withAll(line.getClientProtocols(), value));
            case "extensions" -> line.setClientExtensions(withAll(line.getClientExtensions(), value));
            default -> {}
        }
    }

    private void serverHeader(String what, String value) {
        switch (what) {
            case "accept" -> {
                noteAnother(accept, HttpWeird.WEBSOCKET_ACCEPTS);
                accept = value;
            }
            case "protocol" -> {
                noteAnother(line.getSubprotocol(), HttpWeird.WEBSOCKET_PROTOCOLS);
                line.setSubprotocol(value);
            }
            case "extensions" -> line.setServerExtensions(withAll(line.getServerExtensions(), value));
            default -> {}
        }
    }

    private void noteAnother(String before, HttpWeird weird) {
        if (before != null) {
            context.weird(weird);
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
     * The server has agreed: nothing that comes later changes the line.
     *
     * @param http the request and the reply
     */
    void established(HttpLog http) {
        if (line == null) {
            context.weird(HttpWeird.WEBSOCKET_UNEXPECTED);
            line = new WebsocketLog();
        }
        if (key == null) {
            context.weird(HttpWeird.WEBSOCKET_NO_KEY);
        }
        if (accept == null) {
            context.weird(HttpWeird.WEBSOCKET_NO_ACCEPT);
        }
        if (key != null && accept != null && !accept.equals(expectedAccept())) {
            context.weird(HttpWeird.WEBSOCKET_WRONG_ACCEPT, "expected=" + expectedAccept() + ", found=" + accept);
        }
        line.setTs(context.time());
        line.setHost(http.getHost());
        line.setUri(http.getUri());
        line.setUserAgent(http.getUserAgent());
        context.log(line);
    }

    private String expectedAccept() {
        byte[] both = (key + GUID).getBytes(StandardCharsets.ISO_8859_1);
        return Base64.getEncoder().encodeToString(Digests.of(DigestAlgorithm.SHA1, both));
    }
}

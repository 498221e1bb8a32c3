package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.PerDirection;
import io.brook.schemas.log.HttpLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A request and its reply, as far as they are known: fills in a line of http.log. */
final class HttpTransaction {
    /** Zeek's Log::default_max_field_container_elements. */
    private static final int MAX_PROXIES = 100;

    private static final int FIRST_INFORMATIONAL = 100;
    private static final int FIRST_FINAL = 200;

    /** What is known of it so far. */
    final HttpLog line = new HttpLog();

    private final PerDirection<HttpSentFiles> files = new PerDirection<>(direction -> new HttpSentFiles());
    boolean asksForRange;

    /** The name of the file that the entity at hand contains, if its headers give one. */
    String fileName;

    private boolean isInEntity;

    HttpTransaction(long time, int depth) {
        line.setTs(time);
        line.setTransDepth(depth);
        line.setTags(List.of());
    }

    void request(String method, String target) {
        line.setMethod(method);
        line.setUri(target);
        if (HttpSqlInjection.isIn(target)) {
            line.setTags(List.of("HTTP::URI_SQLI"));
        }
    }

    void reply(HttpVersion version, int code, String reason) {
        line.setStatusCode(code);
        line.setStatusMsg(reason);
        line.setVersion(version.toString());
        if (isInformational()) {
            line.setInfoCode(code);
            line.setInfoMsg(reason);
        }
    }

    /** Whether a final reply has come. */
    boolean isReplied() {
        return line.getStatusCode() != null && !isInformational();
    }

    /** Whether the last reply announces another one (RFC 9110, section 15.2). */
    boolean isInformational() {
        Integer code = line.getStatusCode();
        return code != null && code >= FIRST_INFORMATIONAL && code < FIRST_FINAL;
    }

    /** @param name in lower case */
    void requestHeader(String name, String value) {
        switch (name) {
            case "referer" -> line.setReferrer(value);
            case "host" -> line.setHost(value);
            case "range" -> asksForRange = true;
            case "origin" -> line.setOrigin(value);
            case "user-agent" -> line.setUserAgent(value);
            case "forwarded",
                    "x-forwarded-for",
                    "x-forwarded-from",
                    "client-ip",
                    "via",
                    "xroxy-connection",
                    "proxy-connection" -> proxied(name.toUpperCase(Locale.ROOT) + " -> " + value);
            default -> {}
        }
    }

    private void proxied(String field) {
        if (line.getProxied() == null) {
            line.setProxied(new ArrayList<>());
        }
        List<String> proxied = line.getProxied();
        if (proxied.size() < MAX_PROXIES && !proxied.contains(field)) {
            proxied.add(field);
        }
    }

    void bodyLength(Direction direction, long length) {
        if (direction.isFromOriginator()) {
            line.setRequestBodyLen(length);
        } else {
            line.setResponseBodyLen(length);
        }
    }

    void beginEntity() {
        isInEntity = true;
        fileName = null;
    }

    void endEntity() {
        isInEntity = false;
        fileName = null;
    }

    void fileName(String name) {
        if (isInEntity) {
            fileName = name;
        }
    }

    void sends(Direction direction, FileFeed file) {
        files.get(direction).add(file, fileName);
    }

    /** Logs it; nothing that comes later changes the line. */
    void log(SessionContext context) {
        HttpSentFiles requestFiles = files.get(Direction.ORIGINATOR);
        HttpSentFiles replyFiles = files.get(Direction.RESPONDER);
        line.setOrigFuids(requestFiles.fuids());
        line.setOrigFilenames(requestFiles.names);
        line.setOrigMimeTypes(requestFiles.mimeTypes());
        line.setRespFuids(replyFiles.fuids());
        line.setRespFilenames(replyFiles.names);
        line.setRespMimeTypes(replyFiles.mimeTypes());
        context.log(line);
    }
}

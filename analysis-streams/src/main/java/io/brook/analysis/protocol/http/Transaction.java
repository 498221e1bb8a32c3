package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.HttpLog;
import java.util.ArrayList;
import java.util.List;

/** A request and its reply, as far as they are known. */
final class Transaction {
    /** Zeek's HTTP::max_files_orig and max_files_resp. */
    static final int MAX_FILES = 15;

    /** Zeek's Log::default_max_field_container_elements. */
    private static final int MAX_PROXIES = 100;

    private static final int FIRST_INFORMATIONAL = 100;
    private static final int FIRST_FINAL = 200;

    private final long time;
    private final int depth;
    private String method;
    private String host;
    private String uri;
    private String referrer;
    private String version;
    private String userAgent;
    private String origin;
    private long requestBodyLength;
    private long responseBodyLength;
    private Integer statusCode;
    private String statusMessage;
    private Integer infoCode;
    private String infoMessage;
    private String username;
    private List<String> proxied;
    private boolean injectsSql;
    private boolean asksForRange;
    private final SentFiles requestFiles = new SentFiles();
    private final SentFiles replyFiles = new SentFiles();

    /** The name of the file that the entity at hand contains, if its headers give one. */
    private String fileName;

    private boolean isInEntity;

    Transaction(long time, int depth) {
        this.time = time;
        this.depth = depth;
    }

    void request(String asked, String target) {
        method = asked;
        uri = target;
        injectsSql |= SqlInjection.isIn(target);
    }

    void reply(HttpVersion spoken, int code, String reason) {
        statusCode = code;
        statusMessage = reason;
        version = spoken.toString();
        if (isInformational()) {
            infoCode = code;
            infoMessage = reason;
        }
    }

    /** Whether a reply has come that is final. */
    boolean isReplied() {
        return statusCode != null && !isInformational();
    }

    /** Whether a reply has come that announces another one (RFC 9110, section 15.2). */
    boolean isInformational() {
        return statusCode != null && statusCode >= FIRST_INFORMATIONAL && statusCode < FIRST_FINAL;
    }

    String method() {
        return method;
    }

    String host() {
        return host;
    }

    String uri() {
        return uri;
    }

    String userAgent() {
        return userAgent;
    }

    boolean asksForRange() {
        return asksForRange;
    }

    void host(String value) {
        host = value;
    }

    void referrer(String value) {
        referrer = value;
    }

    void userAgent(String value) {
        userAgent = value;
    }

    void origin(String value) {
        origin = value;
    }

    void username(String value) {
        username = value;
    }

    void askForRange() {
        asksForRange = true;
    }

    void proxied(String header) {
        if (proxied == null) {
            proxied = new ArrayList<>();
        }
        if (proxied.size() < MAX_PROXIES && !proxied.contains(header)) {
            proxied.add(header);
        }
    }

    void bodyLength(Direction direction, long length) {
        if (direction.isFromOriginator()) {
            requestBodyLength = length;
        } else {
            responseBodyLength = length;
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

    String fileName() {
        return fileName;
    }

    void sends(Direction direction, FileFeed file) {
        (direction.isFromOriginator() ? requestFiles : replyFiles).add(file, fileName);
    }

    HttpLog toLog(SessionContext context) {
        HttpLog line = new HttpLog();
        line.setTs(time);
        line.setUid(context.uid());
        line.setId(context.id());
        line.setTransDepth(depth);
        line.setMethod(method);
        line.setHost(host);
        line.setUri(uri);
        line.setReferrer(referrer);
        line.setVersion(version);
        line.setUserAgent(userAgent);
        line.setOrigin(origin);
        line.setRequestBodyLen(requestBodyLength);
        line.setResponseBodyLen(responseBodyLength);
        line.setStatusCode(statusCode);
        line.setStatusMsg(statusMessage);
        line.setInfoCode(infoCode);
        line.setInfoMsg(infoMessage);
        line.setTags(injectsSql ? List.of("HTTP::URI_SQLI") : List.of());
        line.setUsername(username);
        line.setProxied(proxied);
        line.setOrigFuids(requestFiles.fuids());
        line.setOrigFilenames(requestFiles.names());
        line.setOrigMimeTypes(requestFiles.mimeTypes());
        line.setRespFuids(replyFiles.fuids());
        line.setRespFilenames(replyFiles.names());
        line.setRespMimeTypes(replyFiles.mimeTypes());
        return line;
    }
}

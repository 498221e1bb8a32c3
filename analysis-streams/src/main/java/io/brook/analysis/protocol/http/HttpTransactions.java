package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.FileNames;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.HttpLog;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Pairs requests and replies in the order in which they come on a connection, as Zeek's scripts for http.log do. */
final class HttpTransactions {
    /** Zeek's HTTP::max_pending_requests. */
    static final int MAX_PENDING = 100;

    /** How many files of this connection are remembered. */
    private static final int MAX_KNOWN_FILES = 1000;

    private static final int STATUS_OK = 200;
    private static final int HTTP_PORT = 80;

    /** Zeek's HTTP::http_methods: others are odd. */
    private static final Set<String> METHODS = Set.of(
            ("GET POST HEAD OPTIONS PUT DELETE TRACE CONNECT PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK POLL REPORT"
                            + " SUBSCRIBE BMOVE SEARCH QUERY")
                    .split(" "));

    private SessionContext context;

    /** The incomplete ones, by their place in the order of requests; what comes before the first request is at 0. */
    private final Map<Integer, HttpTransaction> pending = new LinkedHashMap<>(2);

    private int currentRequest;
    private int currentReply;
    private int depth;

    /** How many pieces of files have come without a request. */
    private int openedFiles;

    /** The one that something was said about last; null between two that are complete, so that idle connections keep no line. */
    HttpTransaction current;

    private boolean isRequestOngoing;

    /** Pieces of one file may come in several replies; only the first one names it. */
    private final Set<String> knownFiles = new HashSet<>();

    private HttpTransactions() {}

    /** The connection's, so that all that it carries counts its requests together. */
    static HttpTransactions of(SessionContext context) {
        HttpTransactions transactions =
                context.remembered() instanceof HttpTransactions known ? known : new HttpTransactions();
        transactions.context = context;
        context.remember(transactions);
        return transactions;
    }

    private HttpTransaction turnTo(Direction direction) {
        int place = direction.isFromOriginator() ? currentRequest : currentReply;
        current = pending.get(place);
        if (current == null) {
            current = new HttpTransaction(context.time(), ++depth);
            pending.put(place, current);
        }
        return current;
    }

    void request(String method, String uri) {
        if (currentRequest < currentReply) {
            context.weird(HttpWeird.RESPONSE_BEFORE_REQUEST);
            currentRequest = currentReply;
        }
        if (pending.size() > MAX_PENDING) {
            context.weird(HttpWeird.EXCESSIVE_PIPELINING);
            logAllRequested();
        }
        currentRequest++;
        isRequestOngoing = true;
        turnTo(Direction.ORIGINATOR).request(method, uri);
        if (!METHODS.contains(method)) {
            context.weird(HttpWeird.UNKNOWN_METHOD, method);
        }
    }

    private void logAllRequested() {
        for (int place = Math.max(currentReply, 1); place < currentRequest; place++) {
            HttpTransaction transaction = pending.remove(place);
            if (transaction != null) {
                log(transaction);
            }
        }
        currentReply = Math.max(Math.max(currentReply, 1), currentRequest);
    }

    /** @return whether the reply says that a tunnel is set up */
    boolean reply(HttpVersion version, int code, String reason) {
        HttpTransaction last = pending.get(currentReply);
        if (last == null || last.isReplied()) {
            currentReply++;
        }
        turnTo(Direction.RESPONDER).reply(version, code, reason);
        return "CONNECT".equals(current.line.getMethod()) && code == STATUS_OK;
    }

    /** @param name in lower case */
    void header(Direction direction, String name, String value) {
        HttpTransaction at = turnTo(direction);
        if (direction.isFromOriginator()) {
            requestHeader(at, name, value);
        }
        String fileName =
                switch (name) {
                    case "content-disposition" -> FileNames.inDisposition(value);
                    case "content-type" -> FileNames.inType(value);
                    default -> null;
                };
        if (fileName != null) {
            at.fileName(fileName);
        }
    }

    private void requestHeader(HttpTransaction at, String name, String value) {
        if (name.equals("authorization") || name.equals("proxy-authorization")) {
            String user = HttpBasicCredentials.userIn(value, context);
            if (user != null) {
                at.line.setUsername(user);
            }
        } else {
            at.requestHeader(name, value);
        }
    }

    void beginEntity(Direction direction) {
        turnTo(direction).beginEntity();
    }

    void endEntity() {
        if (current != null) {
            current.endEntity();
        }
    }

    /**
     * @param size how long the file is; -1 when that is not known
     * @param isPartial whether more of it may come in another message
     */
    FileFeed openFile(Direction direction, long size, boolean isPartial) {
        HttpTransaction at = current == null ? turnTo(direction) : current;
        String key = isPartial ? context.uid() + ' ' + openedFiles++ : null;
        if (at.asksForRange && direction.isFromResponder()) {
            key = url(at.line);
        }
        FileFeed file = context.file(new FileOrigin("HTTP", direction, 0, at.fileName, size, null, key));
        boolean isNew =
                knownFiles.size() < MAX_KNOWN_FILES ? knownFiles.add(file.fuid()) : !knownFiles.contains(file.fuid());
        if (isNew) {
            at.sends(direction, file);
        }
        return file;
    }

    private String url(HttpLog line) {
        String host = line.getHost() == null ? context.id().getRespH() : line.getHost();
        int port = context.responderPort();
        String uri = line.getUri() == null ? "/<missed_request>" : line.getUri();
        return (port == HTTP_PORT ? host : host + ':' + port) + uri;
    }

    void messageDone(Direction direction, long bodyLength) {
        HttpTransaction at = turnTo(direction);
        at.bodyLength(direction, bodyLength);
        if (direction.isFromResponder() && !at.isInformational()) {
            log(at);
            pending.remove(currentReply);
            current = isRequestOngoing ? at : null;
        } else if (direction.isFromOriginator()) {
            isRequestOngoing = false;
        }
    }

    /** Logs what will not be completed any more. */
    void finish() {
        pending.forEach((place, transaction) -> {
            if (place != 0) {
                log(transaction);
            }
        });
        pending.clear();
    }

    private void log(HttpTransaction transaction) {
        transaction.log(context);
    }
}

package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.FileNames;
import io.brook.schemas.flow.Direction;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Puts requests and replies together, in the order in which they come on a connection: Zeek's scripts for http.log. */
final class Transactions {
    /** Zeek's HTTP::max_pending_requests. */
    static final int MAX_PENDING = 100;

    /** Of how many files it is known that they were seen on this connection before. */
    private static final int MAX_KNOWN_FILES = 1000;

    private static final int STATUS_OK = 200;
    private static final int HTTP_PORT = 80;

    /** Zeek's HTTP::http_methods: others are odd. */
    private static final Set<String> METHODS = Set.of(
            "GET",
            "POST",
            "HEAD",
            "OPTIONS",
            "PUT",
            "DELETE",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "PROPPATCH",
            "MKCOL",
            "COPY",
            "MOVE",
            "LOCK",
            "UNLOCK",
            "POLL",
            "REPORT",
            "SUBSCRIBE",
            "BMOVE",
            "SEARCH",
            "QUERY");

    private SessionContext context;

    /** Those that are not complete, by their place in the order of requests; what comes before the first request is at 0. */
    private final Map<Integer, Transaction> pending = new LinkedHashMap<>();

    private int currentRequest;
    private int currentReply;
    private int depth;

    /** How many pieces of files that nobody asked for have been seen. */
    private int openedFiles;

    /** The one that something was said about last. */
    private Transaction current;

    /** Pieces of one file may come in several replies; only the first one names it. */
    private final Set<String> knownFiles = new HashSet<>();

    private Transactions() {}

    /** Those of the connection: one count of requests for all that it carries. */
    static Transactions of(SessionContext context) {
        Transactions transactions = context.remembered() instanceof Transactions known ? known : new Transactions();
        transactions.context = context;
        context.remember(transactions);
        return transactions;
    }

    /** The one that something was said about last; null when nothing was. */
    Transaction current() {
        return current;
    }

    private Transaction turnTo(Direction direction) {
        int place = direction.isFromOriginator() ? currentRequest : currentReply;
        current = pending.get(place);
        if (current == null) {
            current = new Transaction(context.time(), ++depth);
            pending.put(place, current);
        }
        return current;
    }

    void request(String method, String uri) {
        if (currentRequest < currentReply) {
            context.weird("HTTP_response_before_request", null, null);
            currentRequest = currentReply;
        }
        if (pending.size() > MAX_PENDING) {
            context.weird("HTTP_excessive_pipelining", null, null);
            logAllRequested();
        }
        currentRequest++;
        turnTo(Direction.ORIGINATOR).request(method, uri);
        if (!METHODS.contains(method)) {
            context.weird("unknown_HTTP_method", method, null);
        }
    }

    private void logAllRequested() {
        for (int place = Math.max(currentReply, 1); place < currentRequest; place++) {
            Transaction transaction = pending.remove(place);
            if (transaction != null) {
                log(transaction);
            }
        }
        currentReply = Math.max(Math.max(currentReply, 1), currentRequest);
    }

    /** @return whether the reply says that a tunnel is set up */
    boolean reply(HttpVersion version, int code, String reason) {
        Transaction last = pending.get(currentReply);
        if (last == null || last.isReplied()) {
            currentReply++;
        }
        turnTo(Direction.RESPONDER).reply(version, code, reason);
        return "CONNECT".equals(current.method()) && code == STATUS_OK;
    }

    /** @param name in upper case */
    void header(Direction direction, String name, String value) {
        Transaction at = turnTo(direction);
        if (direction.isFromOriginator()) {
            requestHeader(at, name, value);
        }
        String fileName =
                switch (name) {
                    case "CONTENT-DISPOSITION" -> FileNames.inDisposition(value);
                    case "CONTENT-TYPE" -> FileNames.inType(value);
                    default -> null;
                };
        if (fileName != null) {
            at.fileName(fileName);
        }
    }

    private void requestHeader(Transaction at, String name, String value) {
        switch (name) {
            case "REFERER" -> at.referrer(value);
            case "HOST" -> at.host(value);
            case "RANGE" -> at.askForRange();
            case "ORIGIN" -> at.origin(value);
            case "USER-AGENT" -> at.userAgent(value);
            case "AUTHORIZATION", "PROXY-AUTHORIZATION" -> {
                String user = BasicCredentials.userIn(value, context);
                if (user != null) {
                    at.username(user);
                }
            }
            case "FORWARDED",
                    "X-FORWARDED-FOR",
                    "X-FORWARDED-FROM",
                    "CLIENT-IP",
                    "VIA",
                    "XROXY-CONNECTION",
                    "PROXY-CONNECTION" -> at.proxied(name + " -> " + value);
            default -> {}
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
        Transaction at = current;
        String key = isPartial ? context.uid() + ' ' + openedFiles++ : null;
        if (at.asksForRange() && direction.isFromResponder()) {
            key = url(at);
        }
        FileFeed file = context.file(new FileOrigin("HTTP", direction, 0, at.fileName(), size, null, key));
        boolean isNew =
                knownFiles.size() < MAX_KNOWN_FILES ? knownFiles.add(file.fuid()) : !knownFiles.contains(file.fuid());
        if (isNew) {
            at.sends(direction, file);
        }
        return file;
    }

    private String url(Transaction of) {
        String host = of.host() == null ? context.id().getRespH() : of.host();
        int port = context.id().getRespP();
        String uri = of.uri() == null ? "/<missed_request>" : of.uri();
        return (port == HTTP_PORT ? host : host + ':' + port) + uri;
    }

    void messageDone(Direction direction, long bodyLength) {
        Transaction at = turnTo(direction);
        at.bodyLength(direction, bodyLength);
        if (direction.isFromResponder() && !at.isInformational()) {
            log(at);
            pending.remove(currentReply);
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

    private void log(Transaction transaction) {
        context.log(transaction.toLog(context));
    }
}

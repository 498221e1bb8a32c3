package io.brook.analysis.protocol.http;

import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.PerDirection;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the messages of one connection need to know about each other. */
final class HttpExchange {
    static final int PARTIAL_CONTENT = 206;

    /** For how many unanswered requests it is known whether their method was HEAD. */
    private static final int MAX_UNANSWERED = 4096;

    /** Whether anybody looks at contents. */
    final boolean wantsContents;

    final HttpInflationBudget inflationBudget = new HttpInflationBudget();
    boolean isRequestOngoing;
    private final PerDirection<HttpVersion> versions = new PerDirection<>(direction -> HttpVersion.NONE);

    /** The code of the reply at hand; 0 between replies. */
    int replyCode;

    boolean asksForTunnel;

    /** Whether more than one request is to be expected. */
    boolean isKeptAlive;

    /** Whether the server will close the connection after a reply. */
    boolean isClosing;

    private boolean upgrades;
    String upgrade;

    /** Whether the method was HEAD, of each unanswered request. */
    private final Deque<Boolean> unanswered = new ArrayDeque<>(1);

    HttpExchange(boolean wantsContents) {
        this.wantsContents = wantsContents;
    }

    /** The version of the message at hand; as in Zeek, the request's as long as it is not complete. */
    HttpVersion version() {
        return versions.get(Direction.of(isRequestOngoing));
    }

    HttpVersion version(Direction direction) {
        return versions.get(direction);
    }

    void version(Direction direction, HttpVersion version) {
        versions.set(direction, version);
        isKeptAlive |= version.isPersistent();
    }

    void asked(boolean forHead, boolean forTunnel) {
        if (unanswered.size() < MAX_UNANSWERED) {
            unanswered.add(forHead);
        }
        asksForTunnel |= forTunnel;
    }

    void answered() {
        unanswered.poll();
    }

    int unanswered() {
        return unanswered.size();
    }

    /** Whether the next reply is to a request with the method HEAD. */
    boolean isForHead() {
        return Boolean.TRUE.equals(unanswered.peek());
    }

    /** @param token the first one of a Connection field, or null */
    void connectionField(Direction direction, String token) {
        if (direction.isFromOriginator()) {
            isKeptAlive |= "keep-alive".equalsIgnoreCase(token);
        } else if ("close".equalsIgnoreCase(token)) {
            isClosing = true;
        } else {
            upgrades |= "upgrade".equalsIgnoreCase(token);
        }
    }

    /** The protocol that the reply switches to, or null; it is given only once. */
    String takeUpgrade() {
        String protocol = upgrades ? upgrade : null;
        upgrades = false;
        upgrade = null;
        return protocol;
    }
}

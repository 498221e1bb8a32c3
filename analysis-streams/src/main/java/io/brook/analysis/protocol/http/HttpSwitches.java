package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;

/**
 * Which parts of the analysis are wanted. Where messages begin and end is found out in any case.
 *
 * @param requests what clients send: without them no method or target is known
 * @param replies what servers send: without them no status is known
 * @param headers what header fields say: names, software, files' names, WebSocket
 * @param bodies contents: without them there are no files
 */
record HttpSwitches(boolean requests, boolean replies, boolean headers, boolean bodies) {
    static HttpSwitches of(SessionContext context) {
        return new HttpSwitches(
                context.analyzes("http-request"),
                context.analyzes("http-reply"),
                context.analyzes("http-header"),
                context.analyzes("http-body"));
    }

    /** Whether a direction is wanted. */
    boolean wants(Direction direction) {
        return direction.isFromOriginator() ? requests : replies;
    }
}

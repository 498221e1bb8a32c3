package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.schemas.flow.Direction;

/** Reports the software that clients and servers name in header fields. */
final class HttpSoftware {
    private final SessionContext context;

    HttpSoftware(SessionContext context) {
        this.context = context;
    }

    /** @param name in lower case */
    void header(Direction direction, String name, String value) {
        if (direction.isFromOriginator()) {
            if (name.equals("user-agent")) {
                context.software(new SoftwareBanner(Direction.ORIGINATOR, "HTTP::BROWSER", value, 0));
            }
            return;
        }
        switch (name) {
            case "server" -> server("HTTP::SERVER", value);
            case "x-powered-by" -> server("HTTP::APPSERVER", value);
            case "microsoftsharepointteamservices" -> server("HTTP::APPSERVER", "SharePoint/" + value);
            default -> {}
        }
    }

    private void server(String type, String banner) {
        context.software(new SoftwareBanner(Direction.RESPONDER, type, banner, context.responderPort()));
    }
}

package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SoftwareBanner;

/** Reports what clients and servers call themselves in header fields. */
final class HttpSoftware {
    private final SessionContext context;

    HttpSoftware(SessionContext context) {
        this.context = context;
    }

    /** @param name in upper case */
    void header(boolean fromOriginator, String name, String value) {
        if (fromOriginator) {
            if (name.equals("USER-AGENT")) {
                context.software(new SoftwareBanner(true, "HTTP::BROWSER", value, 0));
            }
            return;
        }
        switch (name) {
            case "SERVER" -> server("HTTP::SERVER", value);
            case "X-POWERED-BY" -> server("HTTP::APPSERVER", value);
            case "MICROSOFTSHAREPOINTTEAMSERVICES" -> server("HTTP::APPSERVER", "SharePoint/" + value);
            default -> {}
        }
    }

    private void server(String type, String banner) {
        context.software(new SoftwareBanner(false, type, banner, context.id().getRespP()));
    }
}

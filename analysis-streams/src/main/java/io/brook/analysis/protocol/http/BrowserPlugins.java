package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SoftwareBanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request tells about plugins of the browser that sends it, by Flash's own fields or to servers that count visitors. */
final class BrowserPlugins {
    private static final String TYPE = "HTTP::BROWSER_PLUGIN";

    /** The list of plugins in requests to Omniture's servers. */
    private static final Pattern LIST = Pattern.compile("&p=([^&]{5,});&");

    private static final Pattern SEPARATOR = Pattern.compile("[ \t]*;[ \t]*");

    /** How many plugins of a list are reported. */
    private static final int MAX_PLUGINS = 100;

    private String flash;
    private boolean isCounted;

    /** @param name in upper case */
    void header(boolean fromOriginator, String name, String value) {
        if (!fromOriginator) {
            isCounted |= name.equals("SERVER") && value.startsWith("Omniture");
        } else if (name.equals("X-FLASH-VERSION")) {
            flash = "Flash/" + value;
        } else if (name.equals("X-REQUESTED-WITH") && value.contains("Flash")) {
            flash = value;
        }
    }

    /** The request is complete. */
    void requestDone(String userAgent, SessionContext context) {
        if (flash == null) {
            return;
        }
        if (userAgent != null && userAgent.contains("AdobeAIR")) {
            // It has a Flash of its own.
            flash = "AdobeAIR-" + flash;
        }
        context.software(new SoftwareBanner(true, TYPE, flash, 0));
    }

    /** Request and reply are complete. */
    void logged(String uri, SessionContext context) {
        Matcher list = isCounted && uri != null ? LIST.matcher(uri) : null;
        if (list == null || !list.find()) {
            return;
        }
        for (String plugin : SEPARATOR.split(list.group(1), MAX_PLUGINS)) {
            context.software(new SoftwareBanner(true, TYPE, plugin, 0));
        }
    }
}

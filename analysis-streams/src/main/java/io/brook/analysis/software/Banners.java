package io.brook.analysis.software;

import io.brook.schemas.log.SoftwareVersion;

/** Finds name and version in what a piece of software calls itself, as Zeek's {@code Software::parse} does. */
public final class Banners {
    private static final String UNKNOWN_BROWSER = "<unknown browser>";

    private Banners() {}

    /** @param banner one character a byte */
    public static Software parse(String banner) {
        if (Browsers.isBrowser(banner)) {
            return Browsers.parse(banner).orElseGet(() -> new Software(UNKNOWN_BROWSER, new SoftwareVersion()));
        }
        return AndroidPixel.parse(banner).orElseGet(() -> PlainBanner.parse(banner));
    }
}

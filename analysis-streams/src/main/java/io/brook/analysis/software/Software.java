package io.brook.analysis.software;

import io.brook.schemas.log.SoftwareVersion;

/**
 * A piece of software.
 *
 * @param name what it is called, such as Apache
 * @param version as far as it is known; never null
 */
public record Software(String name, SoftwareVersion version) {
    private static final String UNKNOWN_BROWSER = "<unknown browser>";

    /**
     * Finds name and version in what a piece of software calls itself, as Zeek's {@code Software::parse} does.
     *
     * @param banner one character a byte
     */
    public static Software parse(String banner) {
        if (Browsers.isBrowser(banner)) {
            return Browsers.parse(banner).orElseGet(() -> new Software(UNKNOWN_BROWSER, new SoftwareVersion()));
        }
        return AndroidPixel.parse(banner).orElseGet(() -> PlainBanner.parse(banner));
    }
}

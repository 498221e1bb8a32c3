package io.brook.analysis.software;

import io.brook.schemas.log.SoftwareVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Google's own telephones, which begin with the version of Android: {@code A/8.1.0/Google/Pixel#2/...}. */
final class AndroidPixel {
    private static final Pattern PIXEL = Pattern.compile("A/[0-9.]*/Google/Pixel");

    private AndroidPixel() {}

    static Optional<Software> parse(String banner) {
        String[] parts = banner.split("/", 3);
        Matcher pixel = PIXEL.matcher(banner);
        if (parts.length < 2 || !pixel.find()) {
            return Optional.empty();
        }
        SoftwareVersion version;
        if (parts[1].contains(".")) {
            version = PlainBanner.parse(parts[1]).version();
        } else {
            version = new SoftwareVersion();
            version.setMajor(PlainBanner.firstNumber(parts[1]));
        }
        return Optional.of(new Software("Android (Google Pixel)", version));
    }
}

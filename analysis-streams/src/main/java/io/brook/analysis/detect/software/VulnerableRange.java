package io.brook.analysis.detect.software;

import io.brook.schemas.log.SoftwareVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of a piece of software that are vulnerable, as a site writes them: {@code OpenSSH up to 7.3} or
 * {@code Apache from 2.4 to 2.4.49}.
 *
 * @param name of the software, as in software.log
 * @param lowest of them; null when all before the highest are
 * @param highest of them
 */
record VulnerableRange(String name, SoftwareVersion lowest, SoftwareVersion highest) {
    private static final Pattern FORM = Pattern.compile("(\\S.*?) (?:from (\\S+)|up) to (\\S+)");
    private static final int HIGHEST = 3;

    /** Reads one; nothing when the text is none. */
    static Optional<VulnerableRange> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<SoftwareVersion> highest = Versions.parse(parts.group(HIGHEST));
        String from = parts.group(2);
        Optional<SoftwareVersion> lowest = from == null ? Optional.empty() : Versions.parse(from);
        return highest.isEmpty() || from != null && lowest.isEmpty()
                ? Optional.empty()
                : Optional.of(new VulnerableRange(parts.group(1), lowest.orElse(null), highest.get()));
    }

    boolean contains(SoftwareVersion version) {
        return Versions.ORDER.compare(version, highest) <= 0
                && (lowest == null || Versions.ORDER.compare(version, lowest) >= 0);
    }
}

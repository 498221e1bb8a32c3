package io.brook.analysis.detect.software;

import io.brook.schemas.log.SoftwareVersion;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of software: their order and their text, as in Zeek's software framework. */
final class Versions {
    /** A part that is missing comes before any: 7.3 is lower than 7.3.1. */
    static final Comparator<SoftwareVersion> ORDER = Comparator.comparing(
                    SoftwareVersion::getMajor, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
            .thenComparing(SoftwareVersion::getMinor, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
            .thenComparing(SoftwareVersion::getMinor2, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
            .thenComparing(SoftwareVersion::getMinor3, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
            .thenComparing(SoftwareVersion::getAddl, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

    private static final String NUMBER = "(\\d{1,9})";
    private static final String MORE = "(?:\\." + NUMBER + ")?";
    private static final int MINOR = 2;
    private static final int MINOR2 = 3;
    private static final int MINOR3 = 4;
    private static final int ADDL = 5;

    /** Up to four numbers, and more with a dash or a letter: 7.3p1, 1.0.2-beta. */
    private static final Pattern FORM =
            Pattern.compile(NUMBER + MORE + MORE + MORE + "(?:-?((?<=-)[\\w.+-]+|[A-Za-z][\\w.+-]*))?");

    private Versions() {}

    /** Reads a version; nothing when it is none. */
    static Optional<SoftwareVersion> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new SoftwareVersion(
                number(parts.group(1)),
                number(parts.group(MINOR)),
                number(parts.group(MINOR2)),
                number(parts.group(MINOR3)),
                parts.group(ADDL)));
    }

    private static Long number(String digits) {
        return digits == null ? null : Long.valueOf(digits);
    }

    /** As Zeek writes it in notices: 7.3-p1. */
    static String text(SoftwareVersion version) {
        StringBuilder text = new StringBuilder();
        text.append(version.getMajor() == null ? 0 : version.getMajor());
        append(text, '.', version.getMinor());
        append(text, '.', version.getMinor2());
        append(text, '.', version.getMinor3());
        append(text, '-', version.getAddl());
        return text.toString();
    }

    private static void append(StringBuilder text, char before, Object part) {
        if (part != null) {
            text.append(before).append(part);
        }
    }
}

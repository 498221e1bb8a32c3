package io.brook.analysis.software;

import io.brook.schemas.log.SoftwareVersion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A banner of the common kind: a name, a version, and what else there may be, as in {@code OpenSSH_6.6p1 Ubuntu-2} or {@code
 * Apache/2.4.6 (Fedora)}. The version is the first run of two or more digits and separators.
 */
final class PlainBanner {
    private static final String SEPARATOR = "(?:[/\\-_]|(?: [(v]+))";
    private static final Pattern VERSION = Pattern.compile(SEPARATOR + "?[0-9\\-._, ]{2,}");
    private static final Pattern SEPARATOR_AT_END = Pattern.compile(SEPARATOR + "$");
    private static final Pattern FIRST_SEPARATOR = Pattern.compile(SEPARATOR);
    private static final Pattern BEFORE_NUMBERS = Pattern.compile("\\(?[/\\-._v(]");
    private static final Pattern BETWEEN_NUMBERS = Pattern.compile("[\\-._,\\[({ ]");
    private static final Pattern IN_PARENTHESES = Pattern.compile("^[ \t]*\\(([a-zA-Z0-9\\-._ \t]*)\\)");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\-._,;\\[\\](){} ]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** So many parts of what follows the version are looked at. */
    private static final int PARTS = 4;

    /** Longer numbers are none: they fit no column. */
    private static final int MAX_DIGITS = 18;

    private PlainBanner() {}

    static Software parse(String banner) {
        String text = UriEscapes.decode(banner.replace("\\x", "%"));
        Matcher version = VERSION.matcher(text);
        if (!version.find()) {
            return new Software(nameIn(text), new SoftwareVersion());
        }
        String name = nameIn(text.substring(0, version.start()));
        return new Software(name, numbers(version.group(), text.substring(version.end())));
    }

    /** @param before what stands before the version */
    private static String nameIn(String before) {
        String name = before;
        if (SEPARATOR_AT_END.matcher(name).find()) {
            name = FIRST_SEPARATOR.matcher(name).replaceFirst("").strip();
        }
        if (name.startsWith("(")) {
            name = name.substring(1);
        }
        name = name.strip();
        return name.equals("Flash Player") ? "Flash" : name;
    }

    private static SoftwareVersion numbers(String found, String after) {
        String numbers = found.strip();
        if (BEFORE_NUMBERS.matcher(numbers).lookingAt()) {
            numbers = BEFORE_NUMBERS.matcher(numbers).replaceFirst("").strip();
        }
        String[] parts = BETWEEN_NUMBERS.split(numbers, PARTS);
        return new SoftwareVersion(
                number(parts, 0), number(parts, 1), number(parts, 2), number(parts, 3), additional(after));
    }

    private static Long number(String[] parts, int i) {
        return i >= parts.length || parts[i].isEmpty() ? null : (Long) firstNumber(parts[i]);
    }

    /** The first number in a text; 0 where there is none. */
    static long firstNumber(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.find() && number.group().length() <= MAX_DIGITS ? Long.parseLong(number.group()) : 0;
    }

    /** @param after what stands after the version */
    private static String additional(String after) {
        if (after.isEmpty() || after.equals(")")) {
            return null;
        }
        Matcher parentheses = IN_PARENTHESES.matcher(after);
        if (parentheses.find()) {
            return parentheses.group(1);
        }
        String[] words = BETWEEN_WORDS.split(after, PARTS);
        for (int i = 0; i < Math.min(words.length, PARTS - 1); i++) {
            if (!words[i].isEmpty()) {
                return words[i].strip();
            }
        }
        return after.strip();
    }
}

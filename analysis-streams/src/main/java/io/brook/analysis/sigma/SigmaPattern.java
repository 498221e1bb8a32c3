package io.brook.analysis.sigma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Text with wildcards: {@code *} is any text and {@code ?} any character. A backslash before one of them, or before another backslash,
 * makes it an ordinary character; before anything else it is one itself (Sigma's specification, "Escaping").
 */
final class SigmaPattern {
    private static final int ANY = -1;
    private static final int ONE = -2;
    private static final int DELETE = 0x7f;
    private static final int[] DASHES = {'-', '/', '\u2013', '\u2014', '\u2015'};
    private static final int MOST_COMBINATIONS = 1_000;

    /** Characters and wildcards. */
    private final int[] units;

    private SigmaPattern(int[] units) {
        this.units = units;
    }

    static SigmaPattern of(String text) {
        int[] units = new int[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && i + 1 < text.length() && "\\*?".indexOf(text.charAt(i + 1)) >= 0;
            if (escapes) {
                i++;
                units[length] = text.charAt(i);
            } else {
                units[length] = c == '*' ? ANY : c == '?' ? ONE : c;
            }
            length++;
        }
        return new SigmaPattern(Arrays.copyOf(units, length));
    }

    /** Without wildcards. */
    static SigmaPattern literal(String text) {
        return new SigmaPattern(text.chars().toArray());
    }

    /** The same with any text before it, after it, or both. */
    SigmaPattern within(boolean before, boolean after) {
        int[] wider = new int[units.length + (before ? 1 : 0) + (after ? 1 : 0)];
        Arrays.fill(wider, ANY);
        System.arraycopy(units, 0, wider, before ? 1 : 0, units.length);
        return new SigmaPattern(wider);
    }

    SigmaPattern lowered() {
        return new SigmaPattern(Arrays.stream(units)
                .map(unit -> unit < 0 ? unit : Character.toLowerCase((char) unit))
                .toArray());
    }

    /**
     * The same with each of the dashes in place of one, where a word begins that is an option, in all combinations; more than a thousand
     * when there are too many.
     */
    List<SigmaPattern> withDashes() {
        List<SigmaPattern> all = List.of(this);
        for (int i = 0; i + 1 < units.length && all.size() <= MOST_COMBINATIONS; i++) {
            boolean begins = (i == 0 || !isOfWord(units[i - 1])) && isOfWord(units[i + 1]);
            if (begins && isDash(units[i])) {
                List<SigmaPattern> more = new ArrayList<>();
                for (SigmaPattern each : all) {
                    for (int dash : DASHES) {
                        int[] other = each.units.clone();
                        other[i] = dash;
                        more.add(new SigmaPattern(other));
                    }
                }
                all = more;
            }
        }
        return all;
    }

    private static boolean isDash(int unit) {
        return Arrays.stream(DASHES).anyMatch(dash -> dash == unit);
    }

    private static boolean isOfWord(int unit) {
        return unit == '_' || unit >= 0 && Character.isLetterOrDigit(unit);
    }

    /**
     * The same as logs have it: control characters are {@code \xNN}.
     *
     * @param areBytes whether its characters are bytes, of which those that are not ASCII are so too
     */
    SigmaPattern asWritten(boolean areBytes) {
        return new SigmaPattern(Arrays.stream(units)
                .flatMap(unit -> unit >= 0 && (unit < ' ' || unit == DELETE || areBytes && unit > DELETE)
                        ? String.format("\\x%02x", unit).chars()
                        : IntStream.of(unit))
                .toArray());
    }

    boolean isLiteral() {
        return Arrays.stream(units).allMatch(unit -> unit >= 0);
    }

    /** What it says, if it is literal. */
    String text() {
        return new String(units, 0, units.length);
    }

    /** The longest part without wildcards, empty when there is none. */
    String longestLiteral() {
        int best = 0;
        int bestLength = 0;
        int begin = 0;
        for (int i = 0; i <= units.length; i++) {
            if (i == units.length || units[i] < 0) {
                if (i - begin > bestLength) {
                    best = begin;
                    bestLength = i - begin;
                }
                begin = i + 1;
            }
        }
        return new String(units, best, bestLength);
    }

    boolean matches(String text) {
        int at = 0;
        int unit = 0;
        int star = -1;
        int tried = 0;
        while (at < text.length()) {
            if (unit < units.length && units[unit] == ANY) {
                star = unit;
                tried = at;
                unit++;
            } else if (unit < units.length && (units[unit] == ONE || units[unit] == text.charAt(at))) {
                unit++;
                at++;
            } else if (star >= 0) {
                // The last wildcard takes in one character more.
                tried++;
                at = tried;
                unit = star + 1;
            } else {
                return false;
            }
        }
        while (unit < units.length && units[unit] == ANY) {
            unit++;
        }
        return unit == units.length;
    }
}

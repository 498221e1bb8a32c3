package io.brook.analysis.sigma;

import java.util.Arrays;

/**
 * Text with wildcards: {@code *} is any text and {@code ?} any character. A backslash before one of them, or before another backslash,
 * makes it an ordinary character; before anything else it is one itself (Sigma's specification, "Escaping").
 */
final class SigmaPattern {
    private static final int ANY = -1;
    private static final int ONE = -2;

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

    /** The same with another character in place of one, where it begins a word that is an option: at the start or after a space. */
    SigmaPattern withDash(char dash) {
        int[] other = units.clone();
        for (int i = 0; i < other.length; i++) {
            boolean begins = i == 0 || other[i - 1] < 0 || Character.isWhitespace(other[i - 1]);
            if (begins && (other[i] == '-' || other[i] == '/')) {
                other[i] = dash;
            }
        }
        return new SigmaPattern(other);
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

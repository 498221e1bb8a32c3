package io.brook.analysis.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compiles regular expressions of rules. RE2 writes counted repetitions out, so that a few that are nested would take all memory; what
 * would become too long is refused before.
 */
final class SigmaExpression {
    private static final long LONGEST = 20_000;

    private final String text;
    private int at;

    private SigmaExpression(String text) {
        this.text = text;
    }

    /**
     * Compiles one.
     *
     * @param flags RE2's
     * @throws PatternSyntaxException when it is none of RE2's syntax, or too long
     */
    static Pattern compile(String text, int flags) {
        if (new SigmaExpression(text).length() > LONGEST) {
            throw new PatternSyntaxException("too long with its repetitions written out", text);
        }
        return Pattern.compile(text, flags);
    }

    /** About how long it is with its repetitions written out; right for whatever RE2 takes. */
    private long length() {
        Deque<Long> groups = new ArrayDeque<>();
        long all = 0;
        long last = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{') {
                long repeated = Math.min(last * Math.max(1, count()), LONGEST + 1);
                all += repeated - last;
                last = repeated;
                continue;
            }
            if (c == '(') {
                groups.push(all);
                all = 0;
                last = 0;
            } else if (c == ')') {
                last = all + 1;
                all = last + (groups.isEmpty() ? 0 : groups.pop());
            } else {
                skip(c);
                last = 1;
                all++;
            }
            at++;
        }
        while (!groups.isEmpty()) {
            all += groups.pop();
        }
        return all;
    }

    /** Leaves it at the last character of what is one: an escaped character, or a class. */
    private void skip(char c) {
        if (c == '\\') {
            at++;
        } else if (c == '[') {
            at++;
            while (at + 1 < text.length() && text.charAt(at + 1) != ']') {
                at += text.charAt(at + 1) == '\\' ? 2 : 1;
            }
            at++;
        }
    }

    /** The larger number of {@code {n,m}}; 1 when it is no repetition. Leaves it after what it has read. */
    private long count() {
        long number = 0;
        long largest = 0;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            at++;
            if (c >= '0' && c <= '9') {
                number = Math.min(number * 10 + (c - '0'), LONGEST);
                largest = Math.max(largest, number);
            } else if (c == ',') {
                number = 0;
            } else if (c == '}') {
                return largest;
            } else {
                break;
            }
        }
        return 1;
    }
}

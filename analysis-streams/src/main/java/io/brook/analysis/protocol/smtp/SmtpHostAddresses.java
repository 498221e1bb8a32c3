package io.brook.analysis.protocol.smtp;

import io.brook.schemas.flow.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IP addresses in header fields, found as Zeek's scripts find them. */
final class SmtpHostAddresses {
    private static final String WORD = "[0-9A-Fa-f]{1,4}";
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|0[0-9]{2}|[0-9]{1,2})";
    private static final String V4 = OCTET + "(?:\\." + OCTET + "){3}";

    /** One match is the longest of all of these. */
    private static final List<Pattern> NOTATIONS = notations();

    private static List<Pattern> notations() {
        List<String> all = new ArrayList<>();
        all.add(V4);
        all.add("(?:" + WORD + ":){7}" + WORD);
        all.add("(?:" + WORD + ":){6}" + V4);
        all.add("::" + upTo(6));
        all.add("::" + upTo(4) + V4);
        for (int before = 0; before < 7; before++) {
            all.add(words(before) + "::" + (before < 6 ? upTo(5 - before) : ""));
        }
        for (int before = 0; before < 5; before++) {
            all.add(words(before) + "::" + (before < 4 ? upTo(3 - before) : "") + V4);
        }
        return all.stream().map(Pattern::compile).toList();
    }

    /** A word and so many more. */
    private static String words(int more) {
        return WORD + "(?::" + WORD + "){" + more + "}";
    }

    /** Nothing, or a word and up to so many more. */
    private static String upTo(int more) {
        return "(?:" + WORD + "(?::" + WORD + "){0," + more + "})?";
    }

    private SmtpHostAddresses() {}

    /**
     * All addresses in a text, in the usual notation.
     *
     * @param wrapped only those between brackets, parentheses, braces or spaces, or that are all of the text
     */
    static List<String> in(String text, boolean wrapped) {
        List<String> found = new ArrayList<>();
        int before = 0;
        int at = 0;
        while (at < text.length()) {
            int end = endOfMatch(text, at);
            if (end < 0) {
                at++;
                continue;
            }
            String address = normal(text.substring(at, end));
            if (address != null && (!wrapped || isWrapped(text, before, at, end))) {
                found.add(address);
            }
            at = end;
            before = end;
        }
        return found;
    }

    private static int endOfMatch(String text, int at) {
        char c = text.charAt(at);
        if (Character.digit(c, 16) < 0 && c != ':' || !mayBegin(text, at)) {
            return -1;
        }
        int end = -1;
        for (Pattern notation : NOTATIONS) {
            Matcher matcher = notation.matcher(text).region(at, Math.min(text.length(), at + 64));
            if (matcher.lookingAt()) {
                end = Math.max(end, matcher.end());
            }
        }
        return end;
    }

    /** Whether a dot or a colon follows a few digits, as in every address. */
    private static boolean mayBegin(String text, int at) {
        int end = at;
        while (end < text.length() && end - at < 4 && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        return end < text.length() && (text.charAt(end) == '.' || text.charAt(end) == ':');
    }

    private static String normal(String address) {
        try {
            return IpAddress.parse(address).toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** @param before where the text before the address begins, which ends another one */
    private static boolean isWrapped(String text, int before, int at, int end) {
        boolean nothingBefore = at == before;
        // What follows ends where the next address begins.
        boolean nothingAfter = end == text.length() || endOfMatch(text, end) >= 0;
        if (nothingBefore || nothingAfter) {
            return nothingBefore && nothingAfter;
        }
        return switch (text.charAt(at - 1)) {
            case '[' -> text.charAt(end) == ']';
            case '(' -> text.charAt(end) == ')';
            case '{' -> text.charAt(end) == '}';
            case ' ' -> text.charAt(end) == ' ';
            default -> false;
        };
    }
}

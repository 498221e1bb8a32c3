package io.brook.analysis.protocol.smtp;

import io.brook.analysis.bytes.Ascii;
import java.util.ArrayList;
import java.util.List;

/** Mail addresses in commands and header fields, by Zeek's rules of thumb and no grammar. */
final class SmtpMailAddresses {
    /** Zeek's max_find_all_string_length: a longer text is not searched. */
    private static final int MAX_SEARCHED = 10_000;

    private SmtpMailAddresses() {}

    /** What has an at sign between white space, brackets, commas and colons; without these. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        if (text.length() > MAX_SEARCHED) {
            return found;
        }
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(from, at + 1))) {
            int start = at;
            while (start > from && !isBeforeAddress(text.charAt(start - 1)) && text.charAt(start - 1) != '@') {
                start--;
            }
            int end = at + 1;
            while (end < text.length() && !isAfterAddress(text.charAt(end))) {
                end++;
            }
            if (start < at && end > at + 1) {
                found.add(withoutMarks(text.substring(start, end)));
                from = Math.min(end + 1, text.length());
            }
        }
        return found;
    }

    private static boolean isBeforeAddress(char c) {
        return c == '<' || c == ',' || c == ':' || Ascii.isBlank(c);
    }

    private static boolean isAfterAddress(char c) {
        return c == '>' || c == ',' || c == ';' || Ascii.isBlank(c);
    }

    private static String withoutMarks(String address) {
        StringBuilder plain = new StringBuilder(address.length());
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (!isBeforeAddress(c) && !isAfterAddress(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** The parts of a list of addresses, with their display names; a comma inside quotes counts unless white space is before them. */
    static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        if (list.length() > MAX_SEARCHED) {
            return parts;
        }
        int at = 0;
        while (at < list.length()) {
            if (list.charAt(at) == ',' && !isQuotedPart(list, at)) {
                at++;
            } else {
                int end = endOfPart(list, at);
                parts.add(SmtpWords.strip(list.substring(at, end)));
                at = end;
            }
        }
        return parts;
    }

    private static boolean isQuotedPart(String list, int at) {
        return list.charAt(at) == '"' && endOfQuotes(list, at) > 0;
    }

    /** @return where a part goes on after quotes at its beginning; -1 when it does not begin so, or does not go on */
    private static int endOfQuotes(String list, int at) {
        int close = list.indexOf('"', at + 1);
        return close > 0 && close + 1 < list.length() && list.charAt(close + 1) != ',' ? close + 1 : -1;
    }

    private static int endOfPart(String list, int at) {
        int from = isQuotedPart(list, at) ? endOfQuotes(list, at) : at;
        int comma = list.indexOf(',', from);
        return comma < 0 ? list.length() : comma;
    }
}

package io.brook.analysis.mime;

import io.brook.analysis.bytes.Ascii;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of files in header fields, as Zeek's scripts find them: with RFC 5987's character set, which is only cut off. */
public final class FileNames {
    private static final Pattern IN_DISPOSITION = Pattern.compile("(?i)filename[ \t]*\\*?=");
    private static final Pattern IN_TYPE = Pattern.compile("(?i)name[ \t]*=");
    private static final Pattern UP_TO_NAME = Pattern.compile("(?di)^.*name[ \t]*\\*?=[ \t]*");
    private static final String CHARSET = "a-zA-Z0-9!#$%&+-^_`{}~";
    private static final Pattern HAS_CHARSET = Pattern.compile("^[" + CHARSET + "]+'[" + CHARSET + "]*'");
    private static final Pattern UP_TO_LANGUAGE = Pattern.compile("(?d)^.+'.*'");

    private FileNames() {}

    /** @return the file name in a Content-Disposition field; null when there is none */
    public static String inDisposition(String value) {
        return IN_DISPOSITION.matcher(value).find() ? extract(value) : null;
    }

    /** @return the file name in a Content-Type field; null when there is none */
    public static String inType(String value) {
        return IN_TYPE.matcher(value).find() ? extract(value) : null;
    }

    private static String extract(String value) {
        String name = without(UP_TO_NAME, value);
        if (name.startsWith("\"")) {
            int close = name.indexOf('"', 1);
            name = name.substring(1, close < 0 ? name.length() : close);
        }
        if (HAS_CHARSET.matcher(name).find()) {
            name = without(UP_TO_LANGUAGE, name);
        }
        return unescape(name);
    }

    private static String without(Pattern prefix, String text) {
        Matcher matcher = prefix.matcher(text);
        return matcher.find() ? text.substring(matcher.end()) : text;
    }

    /** Percent encoding undone (RFC 3986, section 2.1); two percent signs are one. */
    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 1 < text.length()) {
                int octet = i + 2 < text.length() ? hex(text.charAt(i + 1), text.charAt(i + 2)) : -1;
                if (octet >= 0) {
                    c = (char) octet;
                    i += 2;
                } else if (text.charAt(i + 1) == '%') {
                    i++;
                }
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private static int hex(char high, char low) {
        int first = Ascii.hexDigit(high);
        int second = Ascii.hexDigit(low);
        return first < 0 || second < 0 ? -1 : first << 4 | second;
    }
}

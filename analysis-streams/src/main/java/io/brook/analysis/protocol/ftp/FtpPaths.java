package io.brook.analysis.protocol.ftp;

import io.brook.analysis.bytes.Ascii;
import java.util.ArrayList;
import java.util.List;

/** Paths in FTP commands and replies, combined by Zeek's rules. */
final class FtpPaths {
    private static final String UP = "..";

    private FtpPaths() {}

    /** Where a name leads from a directory. */
    static String resolve(String directory, String name) {
        if (isAbsolute(name, 0) || directory.isEmpty()) {
            return compressed(name);
        }
        return compressed(directory.endsWith("/") ? directory + name : directory + '/' + name);
    }

    /** Whether an absolute path begins here: with a slash, or a drive's letter. */
    private static boolean isAbsolute(String text, int at) {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        boolean drive = Ascii.isLetter(c)
                && at + 2 < text.length()
                && text.charAt(at + 1) == ':'
                && (text.charAt(at + 2) == '/' || text.charAt(at + 2) == '\\');
        return c == '/' || drive;
    }

    /** The path without ".." where the directory before it is known, and without "." and repeated slashes. */
    private static String compressed(String path) {
        if (!path.contains("/.") && !path.contains("//")) {
            return path;
        }
        List<String> steps = new ArrayList<>();
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            String step = parts[i];
            if (step.equals(UP)) {
                up(steps);
            } else if (!step.isEmpty() && !(step.equals(".") && i > 0)) {
                steps.add(step);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", steps);
    }

    private static void up(List<String> steps) {
        String last = steps.isEmpty() ? UP : steps.get(steps.size() - 1);
        if (last.equals(UP)) {
            steps.add(UP);
        } else if (last.equals(".")) {
            steps.set(steps.size() - 1, UP);
        } else {
            steps.remove(steps.size() - 1);
        }
    }

    /** The first absolute path in a text: one in quotes before others; empty when there is none. */
    static String in(String text) {
        for (int i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) {
            int end = text.indexOf('"', i + 1);
            if (end > 0 && isAbsolute(text, i + 1)) {
                return text.substring(i + 1, end);
            }
        }
        for (int i = 0; i < text.length(); i++) {
            if (isAbsolute(text, i)) {
                return text.substring(i, end(text, i));
            }
        }
        return "";
    }

    /** Where the path that begins here ends: at a quote, or at a space without a backslash before it. */
    private static int end(String text, int start) {
        int at = text.charAt(start) == '/' ? start + 1 : start + 3;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == ' ' && text.charAt(at - 1) != '\\') {
                break;
            }
            at++;
        }
        return at;
    }
}

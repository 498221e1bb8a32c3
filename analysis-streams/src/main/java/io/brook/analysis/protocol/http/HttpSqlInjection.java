package io.brook.analysis.protocol.http;

import com.google.re2j.Pattern;

/**
 * Finds requests that seem to smuggle SQL into a database: those that match Zeek's HTTP::match_sql_injection_uri. The time it
 * takes is linear in the length of the target.
 */
final class HttpSqlInjection {
    /** White space, or what stands for it in a target. */
    private static final String SPACE = "[ \\t\\x00-\\x1f+]";

    private static final String COMMENT = "/\\*.*?\\*/";
    private static final String GAP = "(" + SPACE + "|" + COMMENT + ")";
    private static final String END_OR_GAP = "(" + SPACE + "|" + COMMENT + "|\\)?;)";
    private static final String PARAMETER = "[?&][^ \\t\\x00-\\x1f|+]+?=";
    private static final String LAX_PARAMETER = "[?&][^ \\t\\x00-\\x1f+]+?=";
    private static final String VERBS = "having|union|exec|select|delete|drop|declare|create|insert";

    private static final Pattern SUSPECT = Pattern.compile(
            // A value, and after it another statement.
            PARAMETER + "[\\-a-zA-Z0-9%]+" + GAP + "*'?" + END_OR_GAP + "+.*?(" + VERBS + ")" + GAP + "+"
                    // A number, and after it a condition.
                    + "|" + PARAMETER + "[\\-0-9%]+" + GAP + "*'?" + END_OR_GAP + "+(x?or|n?and)" + GAP
                    + "+'?(([^a-zA-Z&]+)?=|exists)"
                    // A quote, and after it arithmetic.
                    + "|" + LAX_PARAMETER + "[\\-0-9%]*" + GAP + "*'([ \\t\\x00-\\x1f]|" + COMMENT
                    + ")*(-|=|\\+|\\|\\|)" + GAP + "*([0-9]|\\(?convert|cast)"
                    // A quote, and after it a condition or another statement.
                    + "|" + PARAMETER + GAP + "*'(" + SPACE + "|" + COMMENT + "|;)*(x?or|n?and|regexp|" + VERBS + ")("
                    + SPACE + "|" + COMMENT + "|[\\[(])+[a-zA-Z&]{2,}"
                    // A function's call.
                    + "|" + LAX_PARAMETER + "[^.]*?(char|ascii|substring|truncate|version|length)\\("
                    // A comment that MySQL executes.
                    + "|/\\*![0-9]{5}.*?\\*/",
            Pattern.CASE_INSENSITIVE);

    private HttpSqlInjection() {}

    static boolean isIn(String target) {
        return mayBeIn(target) && SUSPECT.matcher(target).find();
    }

    /** No target without one of these can match, which settles most of them. */
    private static boolean mayBeIn(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c == '\'' || c == '(' || c == '+' || c == ';' || c == '*') {
                return true;
            }
        }
        return false;
    }
}

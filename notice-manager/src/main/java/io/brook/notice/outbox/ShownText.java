package io.brook.notice.outbox;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Text from the traffic where people or programs are shown it: it stays within its place. */
public final class ShownText {
    /**
     * What would begin another line, mean something to a terminal, make a reader see the rest in another order (the controls of Unicode's
     * annex 9, among them those of Trojan Source, CVE-2021-42574), or is half a character.
     */
    private static final Pattern OUT_OF_LINE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private ShownText() {}

    /** A text that stays within one line, in the order in which it is. */
    public static String oneLine(String text) {
        return OUT_OF_LINE.matcher(text).replaceAll(" ");
    }

    /** A text in which no character is half: encoders refuse such. */
    public static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}

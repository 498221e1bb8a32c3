package io.brook.schemas.subject;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a sensor may have. The name is part of keys, transactional ids, logs and messages, and is the name of a folder: it
 * must be printable, fit into one line, and not be a path.
 */
public final class SensorName {
    /** In UTF-8; a file's name may have 255. */
    public static final int MAX_BYTES = 200;

    /** The rule, for messages. */
    public static final String RULE = "a sensor's name has 1 to " + MAX_BYTES
            + " bytes of printable characters other than / \\ and #, does not begin with . or -, and has no space at either end";

    private static final Set<Integer> UNPRINTABLE = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.UNASSIGNED,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);

    /** The separator between a name and the number of its life. */
    private static final char LIFE = '#';

    private static final String FORBIDDEN = "/\\" + LIFE;

    private SensorName() {}

    /**
     * The name of a sensor in records, keys and state: its name and, from its second life on (the name was forgotten and is used
     * again), the number of the life, so that nothing of one life can be taken for another's.
     */
    public static String inRecords(String name, int life) {
        return life == 1 ? name : name + LIFE + life;
    }

    /** The name of a sensor, from its name in records. */
    public static String of(String inRecords) {
        int end = inRecords.indexOf(LIFE);
        return end < 0 ? inRecords : inRecords.substring(0, end);
    }

    /** What is wrong with a name, in a line that shows it; empty when nothing is. */
    public static Optional<String> fault(String name) {
        return isValid(name) ? Optional.empty() : Optional.of("'" + inOneLine(name) + "': " + RULE);
    }

    private static boolean isValid(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes > 0
                && bytes <= MAX_BYTES
                && name.equals(name.strip())
                && !name.startsWith(".")
                && !name.startsWith("-")
                && name.codePoints().allMatch(SensorName::mayStand);
    }

    private static boolean mayStand(int character) {
        return FORBIDDEN.indexOf(character) < 0 && !UNPRINTABLE.contains(Character.getType(character));
    }

    private static String inOneLine(String name) {
        StringBuilder line = new StringBuilder();
        name.codePoints()
                .limit(MAX_BYTES)
                .map(each -> UNPRINTABLE.contains(Character.getType(each)) ? '?' : each)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}

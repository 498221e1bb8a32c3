package io.brook.analysis.protocol.pop3;

/**
 * A line, taken apart at the first blank.
 *
 * @param word what is before it; null on an empty line
 * @param command what the word means; null when it means nothing
 * @param rest what follows the blank, with one blank for each run of them
 */
record Pop3Line(String word, Pop3Command command, String rest) {
    /** The word, as weird.log shows it. */
    String shownWord() {
        return word == null ? "???" : word;
    }
}

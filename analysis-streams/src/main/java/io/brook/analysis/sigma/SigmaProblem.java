package io.brook.analysis.sigma;

/**
 * Something about a rule that cannot be, or is not supported.
 *
 * @param file as it is named in messages
 * @param line from 1
 * @param column from 1
 * @param message what it is, and what would be allowed
 */
public record SigmaProblem(String file, int line, int column, String message) {
    @Override
    public String toString() {
        return file + ':' + line + ':' + column + ": " + message;
    }
}

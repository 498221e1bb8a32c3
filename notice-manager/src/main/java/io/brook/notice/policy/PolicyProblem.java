package io.brook.notice.policy;

/**
 * Something that is wrong in a policy.
 *
 * @param file the file's name
 * @param line from 1
 * @param column from 1
 * @param message what is wrong, and what is allowed
 */
public record PolicyProblem(String file, int line, int column, String message) {
    @Override
    public String toString() {
        return file + ':' + line + ':' + column + ": " + message;
    }
}

package io.brook.notice.policy;

/**
 * An entry of a table.
 *
 * @param file where it is written
 * @param line from 1
 * @param column from 1
 */
record TableEntry(String text, String file, int line, int column) {
    PolicyProblem problem(String message) {
        return new PolicyProblem(file, line, column, message);
    }
}

package io.brook.analysis.protocol.http;

/** Tells requests that look as if they were to smuggle SQL into a database. */
final class SqlInjection {
    private SqlInjection() {}

    static boolean isIn(String target) {
        return false;
    }
}

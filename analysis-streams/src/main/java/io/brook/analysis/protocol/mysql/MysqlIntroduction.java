package io.brook.analysis.protocol.mysql;

/**
 * What a client says about itself at login.
 *
 * @param capabilities its capability flags
 * @param user who logs in; null when TLS begins first
 */
record MysqlIntroduction(long capabilities, String user) {
    boolean can(long capability) {
        return (capabilities & capability) != 0;
    }
}

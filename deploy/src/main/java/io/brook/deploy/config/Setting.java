package io.brook.deploy.config;

/**
 * A key's value, and where it was set.
 *
 * @param origin the file and line, or the option, for error messages
 */
record Setting(String key, String value, String origin) {
    /**
     * Reads {@code Key = Value}; spaces around both do not count.
     *
     * @return null when there is no key or no equals sign
     */
    static Setting parse(String text, String origin) {
        int equals = text.indexOf('=');
        String key = equals < 0 ? "" : text.substring(0, equals).strip();
        return key.isEmpty()
                ? null
                : new Setting(key, text.substring(equals + 1).strip(), origin);
    }
}

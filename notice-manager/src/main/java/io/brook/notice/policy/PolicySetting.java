package io.brook.notice.policy;

/**
 * A setting that a policy redefines.
 *
 * @param origin the file, line and column, for error messages
 */
public record PolicySetting(String key, String value, String origin) {}

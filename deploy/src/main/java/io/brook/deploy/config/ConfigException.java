package io.brook.deploy.config;

import java.util.List;

/** Settings that cannot be used, with a line for each problem. */
public final class ConfigException extends Exception {
    private final transient List<String> problems;

    public ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = problems;
    }

    /** A line for each problem, naming the file or option and the key. */
    public List<String> problems() {
        return problems;
    }
}

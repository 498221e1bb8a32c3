package io.brook.deploy.config;

import java.util.List;

/**
 * Settings that belong together.
 *
 * @param title what they are about, as a heading
 */
public record OptionGroup(String title, List<Option> options) {
    static OptionGroup of(String title, Option... options) {
        return new OptionGroup(title, List.of(options));
    }
}

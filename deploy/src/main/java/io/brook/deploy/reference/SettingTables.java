package io.brook.deploy.reference;

import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.Option;
import io.brook.deploy.config.OptionGroup;

/** A table of settings for each group of them. */
final class SettingTables {
    private SettingTables() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        for (OptionGroup group : BrookConfig.OPTIONS) {
            text.append(text.isEmpty() ? "" : "\n");
            text.append("## ").append(group.title()).append("\n\n").append(settings(group));
        }
        return text.toString();
    }

    private static Table settings(OptionGroup group) {
        Table settings = new Table("key", "default", "values", "meaning", "read by");
        for (Option option : group.options()) {
            settings.row(
                    Table.code(option.key()),
                    Table.code(option.standardText()),
                    option.form(),
                    option.about(),
                    Readers.of(option));
        }
        return settings;
    }
}

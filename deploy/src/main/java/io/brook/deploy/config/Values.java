package io.brook.deploy.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The values of all settings, for one command. With assertions on, as in tests, a command fails when it reads a setting of which it is
 * not declared as a reader, so that the reference is right about who reads what.
 */
final class Values {
    /** Shown in place of a secret. */
    private static final String HIDDEN = "(not shown)";

    private final AbstractConfig values;
    private final Reader reader;

    /**
     * @param settings values by key, known to be right
     * @param reader the command that reads them; null to let anything be read
     */
    Values(ConfigDef definition, Map<String, String> settings, Reader reader) {
        values = new AbstractConfig(definition, settings, false);
        this.reader = reader;
    }

    /** The command that reads them; null when anything may be read. */
    Reader reader() {
        return reader;
    }

    /** What an option is set to, as a file has it; of a secret, only whether there is one. */
    String shown(Option option) {
        String text = Option.text(values.values().get(option.key()));
        return option.isSecret() && !text.isEmpty() ? HIDDEN : text;
    }

    private String key(Option option) {
        assert reader == null || option.readers().contains(reader)
                : "brook " + reader.command() + " reads " + option.key() + " but is not declared as its reader";
        return option.key();
    }

    boolean flag(Option option) {
        return values.getBoolean(key(option));
    }

    int integer(Option option) {
        return values.getInt(key(option));
    }

    long number(Option option) {
        return values.getLong(key(option));
    }

    double decimal(Option option) {
        return values.getDouble(key(option));
    }

    String text(Option option) {
        return values.getString(key(option));
    }

    String password(Option option) {
        return values.getPassword(key(option)).value();
    }

    List<String> list(Option option) {
        return values.getList(key(option));
    }
}

package io.brook.deploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

class SampleConfigTest {
    private static final Path SAMPLE = Path.of("config", "brook.cfg");
    private static final String HEAD = """
            # Brook's settings, each with its default. Give this file to brook with --config.
            # Key = Value, a line each; upper and lower case of keys are the same. A line that starts with # is a comment.
            """;

    @Test
    void namesEveryKeyWithItsMeaningAndItsDefault() throws IOException {
        assertThat(SAMPLE).content().isEqualTo(expected());
    }

    @Test
    void canBeReadAsItIs() throws ConfigException {
        BrookConfig config = ConfigReader.read(SAMPLE, List.of());
        assertThat(config.mail()).isEmpty();
        assertThat(config.analysis(false, false))
                .isEqualTo(ConfigReader.read(null, List.of()).analysis(false, false));
    }

    private static String expected() {
        StringBuilder text = new StringBuilder(HEAD);
        for (ConfigKey key : BrookConfig.DEFINITION.configKeys().values()) {
            text.append("\n# ").append(key.documentation).append('\n');
            text.append((key.name + " = " + defaultOf(key)).strip()).append('\n');
        }
        return text.toString();
    }

    private static String defaultOf(ConfigKey key) {
        return switch (key.type) {
            case LIST ->
                String.join(
                        ", ",
                        ((List<?>) key.defaultValue)
                                .stream().map(Object::toString).toList());
            case PASSWORD -> "";
            default -> key.defaultValue.toString();
        };
    }
}

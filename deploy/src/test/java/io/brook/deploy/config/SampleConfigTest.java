package io.brook.deploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleConfigTest {
    private static final Path SAMPLE = Path.of("config", "brook.cfg");

    @Test
    void canBeReadAsItIs() throws ConfigException {
        BrookConfig config = ConfigReader.read(SAMPLE, List.of());
        assertThat(config.delivery().mail()).isEmpty();
        assertThat(config.analysis(false, false))
                .usingRecursiveComparison()
                .isEqualTo(ConfigReader.read(null, List.of()).analysis(false, false));
    }
}

package io.brook.deploy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A command reads what it declares, and nothing else. */
class ValuesTest {
    @Test
    void aCommandThatIsNotDeclaredAsAReaderFails() throws ConfigException {
        BrookConfig config = ConfigReader.read(Reader.LOGGER, null, List.of());
        assertThat(config.logStyle(false).json()).isFalse();
        assertThatThrownBy(config::standbys)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("brook logger reads Standbys");
    }

    @Test
    void everySettingIsReadBySomeCommandAndSaysWhatItMeans() {
        for (OptionGroup group : BrookConfig.OPTIONS) {
            for (Option option : group.options()) {
                assertThat(option.readers()).as(option.key()).isNotEmpty();
                assertThat(option.about()).as(option.key()).matches("[A-Z].*\\.");
            }
        }
    }
}

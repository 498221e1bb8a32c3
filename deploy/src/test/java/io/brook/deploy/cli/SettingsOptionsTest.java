package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.config.Reader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsOptionsTest {
    @Test
    void theCommandsThatHaveThemAreTheReadersOfSettings() {
        List<String> commands = BrookCommand.commandLine().getSubcommands().entrySet().stream()
                .filter(each -> each.getValue().getCommandSpec().optionsMap().containsKey("--config"))
                .map(each -> each.getKey())
                .toList();
        assertThat(Arrays.stream(Reader.values()).map(Reader::command)).containsExactlyInAnyOrderElementsOf(commands);
    }
}

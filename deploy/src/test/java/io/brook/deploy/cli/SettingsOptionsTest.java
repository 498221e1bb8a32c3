package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.config.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsOptionsTest {
    @Test
    void theCommandsThatHaveThemAreTheReadersOfSettings() {
        List<String> commands = new ArrayList<>(BrookCommand.commandLine().getSubcommands().entrySet().stream()
                .filter(each -> each.getValue().getCommandSpec().optionsMap().containsKey("--config"))
                .map(each -> each.getKey())
                .toList());
        // The shell reads the configuration of its base directory.
        commands.add("ctl");
        assertThat(Arrays.stream(Reader.values()).map(Reader::command)).containsExactlyInAnyOrderElementsOf(commands);
    }
}

package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.brook.deploy.distribution.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** The commands in units, manifests and the Compose file are Brook's, with its options. */
class DeployedCommandsTest {
    private static final String UNIT_COMMAND = "ExecStart=/usr/bin/brook ";

    @ParameterizedTest
    @MethodSource({"units", "manifests", "services"})
    void isOneOfBrooks(List<String> arguments) {
        assertThatCode(() -> parse(arguments)).doesNotThrowAnyException();
    }

    @Test
    void anOptionThatIsNoneIsFound() {
        assertThatThrownBy(() -> parse(List.of("logger", "--logdir", "/var/log/brook")))
                .isInstanceOf(ParameterException.class);
    }

    private static void parse(List<String> arguments) {
        BrookCommand.commandLine().parseArgs(arguments.toArray(String[]::new));
    }

    static List<List<String>> units() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (Path file : files("systemd", ".service")) {
            Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(UNIT_COMMAND))
                    .map(line -> line.substring(UNIT_COMMAND.length()).replace(" $BROOK_OPTIONS", ""))
                    .forEach(command -> commands.add(List.of(command.split(" "))));
        }
        return commands;
    }

    static List<List<String>> manifests() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (Path file : files("kubernetes", ".yaml")) {
            for (JsonObject object : YamlFile.read(file)) {
                JsonObject spec = object.getAsJsonObject("spec");
                if (spec != null && spec.has("template")) {
                    spec.getAsJsonObject("template")
                            .getAsJsonObject("spec")
                            .getAsJsonArray("containers")
                            .forEach(container -> commands.add(
                                    YamlFile.texts(container.getAsJsonObject().getAsJsonArray("args"))));
                }
            }
        }
        return commands;
    }

    static List<List<String>> services() throws IOException {
        return YamlFile.read(Path.of("compose.yaml")).get(0).getAsJsonObject("services").asMap().values().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(service -> service.has("command"))
                .map(service -> YamlFile.texts(service.getAsJsonArray("command")))
                .toList();
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}

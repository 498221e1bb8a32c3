package io.brook.deploy.cli;

import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.config.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where settings come from. */
final class SettingsOptions {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--config", paramLabel = "FILE", description = "Read settings from this file.")
    private Path file;

    @Option(names = "--set", paramLabel = "Key=Value", description = "Set one of the file's keys; may be repeated.")
    private List<String> settings = List.of();

    @Option(
            names = "--policy",
            paramLabel = "DIR",
            description = "The site's policy is in this folder; the same as --set PolicyDir=DIR.")
    private Path policy;

    /** @throws ConfigException that lists everything that is wrong with them */
    BrookConfig read() throws ConfigException {
        List<String> all = new ArrayList<>(settings);
        if (policy != null) {
            all.add("PolicyDir=" + policy);
        }
        return ConfigReader.read(Reader.of(command.name()), file, all);
    }
}

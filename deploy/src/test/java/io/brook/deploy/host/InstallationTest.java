package io.brook.deploy.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir
    private Path folder;

    @Test
    void nodesHaveACopyOfThePolicyAndItsJars() throws Exception {
        Path etc = folder.resolve("etc");
        Path policy = Files.createDirectories(etc.resolve("policy"));
        Path lib = Files.createDirectories(policy.resolve("lib"));
        Files.writeString(policy.resolve("local.yaml"), "notices: {}\n");
        Files.writeString(lib.resolve("site.jar"), "a jar");
        Installation installation = new Installation(folder.resolve("spool"));
        installation.install(etc, Optional.empty());
        Files.delete(lib.resolve("site.jar"));
        Path installed = installation.current().orElseThrow().resolve("policy");
        assertThat(installed.resolve("local.yaml")).hasContent("notices: {}");
        assertThat(installed.resolve("lib").resolve("site.jar")).hasContent("a jar");
    }
}

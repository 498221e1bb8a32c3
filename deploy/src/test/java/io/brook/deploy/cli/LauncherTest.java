package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.deploy.Samples;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher itself, with a jar that stands for the build's and only names the classes under test. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "brook");

    @TempDir
    private Path home;

    /** What a command said on both streams, and how it ended. */
    private record Said(int status, String text) {}

    @BeforeEach
    void install() throws IOException {
        Files.copy(LAUNCHER, home.resolve("brook"));
        Files.createDirectories(home.resolve("deploy/target/lib"));
        Files.createDirectories(home.resolve("deploy/src/main"));
        Files.createFile(home.resolve("pom.xml"));
        Files.createFile(home.resolve("deploy/pom.xml"));
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(classes.split(File.pathSeparator))
                                .map(each -> Path.of(each).toUri().toString())
                                .collect(Collectors.joining(" ")));
        try (OutputStream jar = Files.newOutputStream(home.resolve("deploy/target/brook.jar"))) {
            new JarOutputStream(jar, manifest).close();
        }
    }

    @Test
    void aTraceThatTheUserMayNotReadIsOneLine() throws Exception {
        Path trace = Files.copy(Samples.OFFICE, home.resolve("secret.pcap"));
        Files.setPosixFilePermissions(trace, PosixFilePermissions.fromString("---------"));
        Said said = Files.isReadable(trace) ? asOneWhoMayNot("process", trace) : run(brook("process", trace));
        assertThat(said.text()).isEqualTo("brook: " + trace + ": permission denied" + System.lineSeparator());
        assertThat(said.status()).isEqualTo(ExitStatus.TRACE_UNREADABLE.code);
    }

    /** Root may read everything, unless it gives up the right to. */
    private Said asOneWhoMayNot(Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"));
        assumeTrue(canRun(command), "setpriv is not here, or may not drop rights");
        command.addAll(brook(arguments));
        return run(command);
    }

    private boolean canRun(List<String> prefix) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return run(command).status() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> brook(Object... arguments) {
        List<String> command =
                new ArrayList<>(List.of("sh", home.resolve("brook").toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return command;
    }

    private Said run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}

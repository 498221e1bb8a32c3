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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
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
    private static final int A_MINUTE = 60;

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

    @Test
    void aBuiltTreeRunsWithoutMavenEvenWhenASourceIsNewer() throws Exception {
        touchASource();
        Said said = run(brook("--version"), withoutMaven());
        assertThat(said.text()).startsWith("brook ").doesNotContain("building");
        assertThat(said.status()).isZero();
    }

    @Test
    void aUserWhoMayNotWriteIntoTheTreeRunsTheBuildAsItIs() throws Exception {
        touchASource();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            List<String> command = Files.isWritable(home) ? withoutTheRightToAll() : new ArrayList<>();
            command.addAll(brook("--version"));
            Said said = run(command);
            assertThat(said.text()).startsWith("brook ").doesNotContain("building");
            assertThat(said.status()).isZero();
        } finally {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void aTreeThatIsNotBuiltSaysWhatItNeeds() throws Exception {
        Files.delete(home.resolve("deploy/target/brook.jar"));
        Said said = run(brook("--version"), withoutMaven());
        assertThat(said.text())
                .isEqualTo("brook: needs Maven to build itself; install it (Debian: apt install maven)\n");
        assertThat(said.status()).isEqualTo(1);
    }

    @Test
    void aDistributionHasItsJarsInLibAndIsNeverBuilt() throws Exception {
        Path distribution = home.resolve("distribution");
        Files.createDirectories(distribution.resolve("bin"));
        Files.createDirectories(distribution.resolve("lib"));
        Files.copy(home.resolve("brook"), distribution.resolve("bin/brook"));
        Files.copy(home.resolve("deploy/target/brook.jar"), distribution.resolve("lib/brook.jar"));
        Said said = run(List.of("sh", distribution.resolve("bin/brook").toString(), "--version"));
        assertThat(said.text()).startsWith("brook ");
        assertThat(said.status()).isZero();
    }

    private void touchASource() throws IOException {
        Files.setLastModifiedTime(
                home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(A_MINUTE)));
    }

    /** A PATH that has what every system has, and no Maven. */
    private Path withoutMaven() throws IOException {
        Path bin = Files.createDirectory(home.resolve("bin"));
        for (String tool : List.of("dirname", "find", "head", "id", "readlink", "sed", "touch", "wc", "xargs")) {
            Path script = bin.resolve(tool);
            Files.writeString(script, "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return bin;
    }

    /** Root may read everything, unless it gives up the right to. */
    private Said asOneWhoMayNot(Object... arguments) throws Exception {
        List<String> command = withoutTheRightToAll();
        command.addAll(brook(arguments));
        return run(command);
    }

    private List<String> withoutTheRightToAll() throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"));
        assumeTrue(canRun(command), "setpriv is not here, or may not drop rights");
        return command;
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
                new ArrayList<>(List.of("/bin/sh", home.resolve("brook").toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return command;
    }

    private Said run(List<String> command) throws IOException, InterruptedException {
        return run(command, null);
    }

    /** @param path the PATH; this process's when null */
    private Said run(List<String> command, Path path) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (path != null) {
            builder.environment().put("PATH", path.toString());
        }
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}

package io.brook.deploy.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.deploy.distribution.Installed.Said;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package for Debian, installed by dpkg into an empty root; what it depends on is this system's. */
class DebianPackageIT {
    @TempDir
    private static Path directory;

    private static Installed installed;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(Installed.isRoot(), "only root can give the logs to the user brook");
        assumeTrue(
                Stream.of("dpkg", "systemd-sysusers", "systemd-tmpfiles", "systemd-analyze")
                        .allMatch(tool -> Files.isExecutable(Path.of("/usr/bin", tool))),
                "dpkg or systemd is not here");
        installed = new Installed(directory);
        Files.createDirectories(installed.path("var/lib/dpkg/updates"));
        Files.createDirectories(installed.path("var/lib/dpkg/info"));
        Files.createFile(installed.path("var/lib/dpkg/status"));
        Said said = dpkg("--install", file());
        assertThat(said.status()).as(said.text()).isZero();
    }

    @AfterAll
    static void remove() throws Exception {
        if (installed != null) {
            Said said = dpkg("--purge", "brook");
            assertThat(said.status()).as(said.text()).isZero();
            assertThat(installed.path("usr/lib/brook")).doesNotExist();
            assertThat(installed.path("etc/brook/brook.cfg")).doesNotExist();
            assertThat(installed.path("var/log/brook")).isDirectory();
        }
    }

    @Test
    void analysesATraceAsTheUserBrookWithTheInstalledSettings() throws Exception {
        Path settings = installed.path("etc/brook/brook.cfg");
        Said said = installed.analyse(installed.path("usr/bin/brook"), user(), "--config", settings.toString());
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(installed.lines("conn.log")).hasSize(63);
        assertThat(installed.lines("notice.log")).hasSize(2);
    }

    @Test
    void settingsAreForRootAndBrook() throws Exception {
        assertThat(dpkg("--status", "brook").text())
                .contains(" /etc/brook/brook.cfg ", " /etc/brook/networks.cfg ", " /etc/brook/environment ")
                .contains(" /etc/logrotate.d/brook ");
        assertThat(Files.getAttribute(installed.path("etc/brook"), "unix:mode")).isEqualTo(0040750);
        assertThat(Files.getAttribute(installed.path("etc/brook"), "unix:gid")).isEqualTo((int) user());
    }

    @Test
    void installedAgainItKeepsSettingsAndNoArchiveOfOldClasses() throws Exception {
        Path settings = installed.path("etc/brook/environment");
        Files.writeString(settings, "BROOK_JAVA_OPTS=-Xmx3g\n");
        Path archive = Files.createFile(installed.path("usr/lib/brook/lib/classes-17.0.0.jsa"));
        Said said = dpkg("--install", file());
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(settings).hasContent("BROOK_JAVA_OPTS=-Xmx3g");
        assertThat(archive).doesNotExist();
    }

    @Test
    void logsAreTheUsers() throws Exception {
        assertThat(Files.getAttribute(installed.path("var/log/brook"), "unix:uid"))
                .isEqualTo((int) user());
    }

    /** Also that no unit gets away with more than it needs: systemd's own measure, from 0 to 100. */
    @Test
    void systemdTakesTheUnits() throws Exception {
        borrowTargets();
        for (String unit : List.of(
                "brook-capture@eth1", "brook-worker@1", "brook-state-sync", "brook-notice-manager", "brook-logger")) {
            String name = unit + ".service";
            String root = "--root=" + directory;
            assertThat(Installed.run("systemd-analyze", "verify", "--man=no", root, name))
                    .as(name)
                    .isEqualTo(new Said(0, ""));
            Said security = Installed.run(
                    "systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold=30", root, name);
            assertThat(security.status()).as(security.text()).isZero();
        }
    }

    /** What the units are ordered by comes with the system. */
    private static void borrowTargets() throws IOException {
        try (DirectoryStream<Path> targets = Files.newDirectoryStream(Path.of("/usr/lib/systemd/system"), "*.target")) {
            for (Path target : targets) {
                Files.copy(target, installed.path("usr/lib/systemd/system").resolve(target.getFileName()));
            }
        }
    }

    private static String file() {
        return "target/brook_" + System.getProperty("brook.version") + "_all.deb";
    }

    private static Said dpkg(String... arguments) throws IOException, InterruptedException {
        return Installed.run(Stream.concat(
                        Stream.of("dpkg", "--root=" + directory, "--force-script-chrootless", "--force-depends"),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** The number of the user, and of the group, that the package made. */
    private static long user() throws IOException {
        return Files.readAllLines(installed.path("etc/passwd")).stream()
                .map(line -> line.split(":"))
                .filter(fields -> fields[0].equals("brook"))
                .mapToLong(fields -> Long.parseLong(fields[2]))
                .findFirst()
                .orElseThrow();
    }
}

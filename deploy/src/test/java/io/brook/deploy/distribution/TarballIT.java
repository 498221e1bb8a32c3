package io.brook.deploy.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.distribution.Installed.Said;
import io.brook.schemas.catalogue.PublishedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked. */
class TarballIT {
    private static final String NAME = "brook-" + System.getProperty("brook.version");
    private static final long SOMEBODY = 12345;

    @TempDir
    private static Path directory;

    private static Installed installed;
    private static Path brook;

    @BeforeAll
    static void unpack() throws Exception {
        installed = new Installed(directory);
        Said said = Installed.run("tar", "xzf", "target/" + NAME + ".tar.gz", "-C", directory.toString());
        assertThat(said).isEqualTo(new Said(0, ""));
        brook = directory.resolve(NAME);
    }

    @Test
    void analysesATraceForAUserWithoutMaven() throws Exception {
        Said said = installed.analyse(brook.resolve("bin/brook"), SOMEBODY);
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(installed.lines("conn.log")).hasSize(63);
        assertThat(installed.lines("notice.log")).hasSize(2);
    }

    @Test
    void hasASchemaOfEveryRecordAndTheCatalogueOfThem() throws IOException {
        assertThat(names("schemas"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                PublishedSchema.all().stream().map(schema -> schema.name() + ".avsc"),
                                Stream.of("catalogue.json"))
                        .toList());
    }

    @Test
    void namesTheLicenseOfEveryLibrary() throws IOException {
        String licenses = Files.readString(brook.resolve("licenses/THIRD-PARTY.txt"));
        List<String> own =
                List.of("analysis-streams", "brook", "capture-producer", "notice-manager", "schemas", "state-sync");
        for (String jar : names("lib")) {
            String library = jar.substring(0, jar.length() - ".jar".length());
            if (own.stream().noneMatch(each -> library.equals(each) || library.startsWith(each + "-0"))) {
                assertThat(licenses.lines().map(line -> line.replaceAll(".*\\([^:(]*:([^:]*):([^: ]*) - .*", "$1-$2")))
                        .as("THIRD-PARTY.txt")
                        .anyMatch(library::startsWith);
            }
        }
        assertThat(names("licenses")).anyMatch(name -> name.startsWith("kafka-clients"));
    }

    @Test
    void hasWhatItIsRunAndReadWith() {
        assertThat(List.of("config/brook.cfg", "systemd/brook-worker@.service", "docs/operations.md", "README.md"))
                .allSatisfy(file -> assertThat(brook.resolve(file)).isNotEmptyFile());
        assertThat(brook.resolve("LICENSE")).hasSameTextualContentAs(Path.of("..", "LICENSE"));
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(brook.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

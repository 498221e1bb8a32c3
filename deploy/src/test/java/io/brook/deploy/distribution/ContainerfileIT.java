package io.brook.deploy.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the Containerfile adds is there after a build. It is not built here. */
class ContainerfileIT {
    private static final String VERSION = System.getProperty("brook.version");

    @Test
    void addsTheArchiveOfThisVersion() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("Containerfile"))) {
            List<String> added = lines.map(line -> line.replace("${VERSION}", VERSION))
                    .filter(line -> line.startsWith("ADD ") || line.startsWith("COPY "))
                    .map(line -> line.split(" ")[1])
                    .toList();
            assertThat(added)
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(Path.of(source)).isRegularFile());
        }
        assertThat(Path.of("Containerfile")).content().contains("ARG VERSION=" + VERSION + "\n");
        assertThat(Path.of("compose.yaml")).content().contains("image: brook:" + VERSION + "\n");
        assertThat(Path.of("kubernetes", "kustomization.yaml")).content().contains("newTag: " + VERSION + "\n");
    }
}

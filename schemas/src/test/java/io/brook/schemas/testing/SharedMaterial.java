package io.brook.schemas.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code shared} beside the project: traces and what Zeek logs for them. Not every machine has it. */
public final class SharedMaterial {
    private static final String NAME = "shared";

    private SharedMaterial() {}

    /** A folder in it; the test is skipped when it is not there. */
    public static Path folder(String path) {
        Path above = Path.of("").toAbsolutePath();
        while (above != null && !Files.isDirectory(above.resolve(NAME).resolve(path))) {
            above = above.getParent();
        }
        assumeTrue(
                above != null, () -> "no folder " + NAME + '/' + path + " beside the project: nothing to compare with");
        return above.resolve(NAME).resolve(path);
    }

    /** What is in a folder, by name. */
    public static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

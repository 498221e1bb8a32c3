package io.brook.deploy.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceTest {
    private static final Path CHECKOUT = Path.of("..");

    @ParameterizedTest
    @EnumSource
    void isWhatTheCodeSays(ReferenceFile file) throws IOException {
        String tracked = Files.readString(CHECKOUT.resolve(file.path()));
        assertThat(tracked)
                .as(file.path() + " is not what the code says: run `./brook reference .` and commit what it changes")
                .isEqualTo(file.renewed(tracked));
    }

    @Test
    void whatPeopleHaveWrittenStays() {
        String page = GeneratedPart.replace("""
                # Before
                <!-- Generated from here on: do not edit, run `./brook reference .` -->
                old
                <!-- Generated up to here -->
                After.
                """, "new\n");
        assertThat(page)
                .startsWith("# Before\n<!--")
                .contains("-->\n\nnew\n\n<!--")
                .endsWith("-->\nAfter.\n");
    }

    @Test
    void aPageWithoutMarksIsRefused() {
        assertThatThrownBy(() -> GeneratedPart.replace("# A page\n", "new\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Generated from here on");
    }

    @Test
    void aBarDoesNotEndACell() {
        Table table = new Table("a", "b");
        table.row("x|y", "");
        assertThat(table).hasToString("| a | b |\n|---|---|\n| x\\|y | |\n");
    }
}

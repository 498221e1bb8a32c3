package io.brook.notice.policy;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a policy, by their names relative to its folder: those in YAML, and those with tables. They travel as one, so that what
 * was checked is what is applied.
 */
public record PolicyFiles(SortedMap<String, String> texts) {
    /** No policy at all. */
    public static final PolicyFiles NONE = new PolicyFiles(new TreeMap<>());

    private static final long LARGEST = 1 << 20;

    public PolicyFiles {
        texts = new TreeMap<>(texts);
    }

    /** Those of a map from names to texts. */
    public static PolicyFiles of(Map<String, String> texts) {
        return new PolicyFiles(new TreeMap<>(texts));
    }

    /**
     * Reads a folder, without the folders in it.
     *
     * @throws PolicyException when a file cannot be read, is no text in UTF-8 or has more than 1 MiB
     */
    public static PolicyFiles read(Path folder) throws PolicyException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                texts.put(file.getFileName().toString(), text(file));
            }
        } catch (IOException e) {
            throw refused(folder, "no folder that can be read");
        }
        return new PolicyFiles(texts);
    }

    private static String text(Path file) throws PolicyException {
        try {
            if (Files.size(file) > LARGEST) {
                throw refused(file, "has more than 1 MiB");
            }
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw refused(file, "not a text file in UTF-8");
        } catch (IOException e) {
            throw refused(file, "cannot be read: " + e.getMessage());
        }
    }

    private static PolicyException refused(Path file, String why) {
        return new PolicyException(List.of(new PolicyProblem(file.toString(), 1, 1, why)), List.of());
    }
}

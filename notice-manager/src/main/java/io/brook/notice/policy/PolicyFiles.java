package io.brook.notice.policy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a policy, by their names relative to its folder: those in YAML, those with tables, and those with Sigma rules. They
 * travel as one, so that what was checked is what is applied.
 */
public record PolicyFiles(SortedMap<String, String> texts) {
    /** No policy at all. */
    public static final PolicyFiles NONE = new PolicyFiles(new TreeMap<>());

    /** What the names of files with Sigma rules begin with: the folder that they are in, and those in it. */
    private static final String SIGMA = "sigma/";

    private static final long LARGEST = 1 << 20;

    public PolicyFiles {
        texts = new TreeMap<>(texts);
    }

    /** Those of a map from names to texts. */
    public static PolicyFiles of(Map<String, String> texts) {
        return new PolicyFiles(new TreeMap<>(texts));
    }

    /** How many bytes all names and texts take in UTF-8. */
    public long size() {
        return texts.entrySet().stream()
                .mapToLong(each -> (long) each.getKey().getBytes(StandardCharsets.UTF_8).length
                        + each.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /** Those with Sigma rules. */
    public SortedMap<String, String> sigma() {
        // Nothing else sorts between the two.
        return texts.subMap(SIGMA, "sigma0");
    }

    /** The names of the others. */
    public List<String> others() {
        return texts.keySet().stream().filter(name -> !name.startsWith(SIGMA)).toList();
    }

    /**
     * Reads a folder: its own files, and in the folder sigma and those in it the files whose names end in {@code .yml} or {@code .yaml}.
     *
     * @throws PolicyException when a file cannot be read, is no text in UTF-8 or has more than 1 MiB
     */
    public static PolicyFiles read(Path folder) throws PolicyException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                texts.put(file.getFileName().toString(), text(folder, file));
            }
        } catch (IOException e) {
            throw refused(folder.toString(), "no folder that can be read");
        }
        Path rules = folder.resolve(SIGMA);
        if (Files.isDirectory(rules)) {
            readRules(folder, rules, texts);
        }
        return new PolicyFiles(texts);
    }

    private static void readRules(Path folder, Path rules, SortedMap<String, String> texts) throws PolicyException {
        try (Stream<Path> files = Files.walk(rules)) {
            for (Path file : files.filter(PolicyFiles::isOfRules).sorted().toList()) {
                texts.put(name(folder, file), text(folder, file));
            }
        } catch (IOException | UncheckedIOException e) {
            throw refused(SIGMA, "no folder that can be read");
        }
    }

    private static boolean isOfRules(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".yml") || name.endsWith(".yaml")) && Files.isRegularFile(file);
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace(File.separatorChar, '/');
    }

    private static String text(Path folder, Path file) throws PolicyException {
        try {
            if (Files.size(file) > LARGEST) {
                throw refused(name(folder, file), "has more than 1 MiB");
            }
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw refused(name(folder, file), "not a text file in UTF-8");
        } catch (IOException e) {
            throw refused(name(folder, file), "cannot be read: " + e.getMessage());
        }
    }

    private static PolicyException refused(String file, String why) {
        return new PolicyException(List.of(new PolicyProblem(file, 1, 1, why)), List.of());
    }
}

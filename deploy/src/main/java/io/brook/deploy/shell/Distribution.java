package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Brook itself, as other hosts get it: {@code bin/brook} and {@code lib}, whether it runs from a distribution or from a checkout. */
final class Distribution {
    /** The command, as a path within it. */
    static final String COMMAND = "bin/brook";

    private static final int NAME_BYTES = 8;

    private final Map<String, Path> files;

    private Distribution(Map<String, Path> files) {
        this.files = files;
    }

    /**
     * The distribution that a command is of; empty when it is another program that runs Brook, which each host has to have itself.
     *
     * @param brook the command, and its first arguments
     */
    static Optional<Distribution> of(List<String> brook) throws RunException {
        Path script = Path.of(brook.get(0));
        Path home = script.toAbsolutePath().getParent();
        Path library = home.resolveSibling("lib");
        Path target = home.resolve("deploy/target");
        if (brook.size() > 1) {
            return Optional.empty();
        }
        try {
            Map<String, Path> files = new TreeMap<>(Map.of(COMMAND, script));
            if (Files.exists(library.resolve("brook.jar"))) {
                addJars(library, files);
                return Optional.of(new Distribution(files));
            }
            if (Files.exists(target.resolve("brook.jar"))) {
                files.put("lib/brook.jar", target.resolve("brook.jar"));
                addJars(target.resolve("lib"), files);
                return Optional.of(new Distribution(files));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new RunException("the distribution near " + script + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void addJars(Path directory, Map<String, Path> files) throws IOException {
        try (Stream<Path> jars = Files.list(directory)) {
            jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .forEach(jar -> files.put("lib/" + jar.getFileName(), jar));
        }
    }

    /** A name for exactly these files: hosts that have it need not get them again. */
    String name() throws RunException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, Path> file : files.entrySet()) {
                digest.update(
                        (file.getKey() + '\0' + Files.size(file.getValue()) + '\0').getBytes(StandardCharsets.UTF_8));
                try (InputStream in = new DigestInputStream(Files.newInputStream(file.getValue()), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
        } catch (IOException e) {
            throw new RunException("the distribution cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a directory that has links to the files where other hosts have the files. */
    void link(Path directory) throws IOException {
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path link = directory.resolve(file.getKey());
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, file.getValue().toAbsolutePath());
        }
    }
}

package io.brook.deploy;

import io.brook.deploy.cli.BrookCommand;
import io.brook.schemas.testing.JavaOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that runs a Java program on the class path of the tests as a process of its own. Loading classes is half of what such
 * a process does, so that they are mapped from an archive, as the launcher does it; the first test of a build that needs it makes it.
 */
public final class ChildJava {
    /** Small, and quick to start: there are up to ten of them. */
    private static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData");

    private static final Path FOLDER = Path.of("target", "child-java").toAbsolutePath();
    private static final Path JAR = FOLDER.resolve("brook.jar");
    private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");

    /** Surefire's own class path is a jar that names the others. */
    private static final List<Path> CLASS_PATH = Stream.of(
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                            .split(File.pathSeparator))
            .filter(each -> !each.isEmpty())
            .map(Path::of)
            .toList();

    private static boolean made;

    private ChildJava() {}

    /**
     * The command.
     *
     * @param megabytes the most that its heap may grow to
     */
    public static List<String> command(int megabytes, String main, List<String> arguments) throws IOException {
        return command(megabytes, List.of(), main, arguments);
    }

    /** @param options more options for Java; they override the others */
    public static List<String> command(int megabytes, List<String> options, String main, List<String> arguments)
            throws IOException {
        makeArchive();
        List<String> all = new ArrayList<>();
        if (Files.exists(ARCHIVE)) {
            // What the JVM has to say of the archive goes nowhere, unless it is an error.
            all.addAll(List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:disable", "-Xlog:all=error:stderr"));
        }
        all.addAll(options);
        return assemble(megabytes, all, main, arguments);
    }

    private static List<String> assemble(int megabytes, List<String> options, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + megabytes + "m");
        command.addAll(OPTIONS);
        command.addAll(JavaOptions.opens());
        command.addAll(options);
        command.add("-cp");
        command.add(Stream.concat(Stream.of(JAR), CLASS_PATH.stream().filter(Files::isRegularFile))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(main);
        command.addAll(arguments);
        return command;
    }

    /**
     * Makes the archive, if there is none of this build: for whoever measures how long a program takes. Several JVMs run tests at a
     * time: one of them makes it.
     */
    public static synchronized void makeArchive() throws IOException {
        if (made) {
            return;
        }
        Files.createDirectories(FOLDER);
        Path lock = FOLDER.resolve("lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assert held.isValid();
            if (!isCurrent()) {
                Files.deleteIfExists(ARCHIVE);
                jar();
                archive();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        made = true;
    }

    private static boolean isCurrent() throws IOException {
        if (!Files.exists(ARCHIVE)) {
            return false;
        }
        for (Path each : CLASS_PATH) {
            try (Stream<Path> files = Files.walk(each)) {
                if (!files.allMatch(file -> time(file) <= time(ARCHIVE))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An archive is of classes in jars: those in folders are put into one. */
    private static void jar() throws IOException {
        Set<String> names = new HashSet<>();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(JAR))) {
            for (Path folder : CLASS_PATH.stream().filter(Files::isDirectory).toList()) {
                for (Path file : files(folder)) {
                    String name = folder.relativize(file).toString();
                    if (names.add(name)) {
                        out.putNextEntry(new JarEntry(name));
                        Files.copy(file, out);
                        out.closeEntry();
                    }
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** By a run of everything in one process. */
    private static void archive() throws IOException, InterruptedException {
        Path unfinished = FOLDER.resolve("unfinished.jsa");
        Path output = FOLDER.resolve("process.txt");
        int status = new ProcessBuilder(assemble(
                        512,
                        List.of("-XX:ArchiveClassesAtExit=" + unfinished, "-Xlog:disable", "-Xlog:all=error:stderr"),
                        BrookCommand.class.getName(),
                        List.of(
                                "process",
                                "--quiet",
                                "--overwrite",
                                "--log-dir",
                                FOLDER.resolve("logs").toString(),
                                Samples.OFFICE.toString())))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(Files.readString(output));
        }
        // A Java that makes none runs the programs without.
        if (Files.exists(unfinished)) {
            Files.move(unfinished, ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

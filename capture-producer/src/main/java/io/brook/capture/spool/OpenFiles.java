package io.brook.capture.spool;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Which files processes have open for writing, according to {@code /proc} in Linux (proc_pid_fdinfo(5)): for processes of the same
 * user, and for root all processes.
 */
final class OpenFiles {
    private static final Path PROCESSES = Path.of("/proc");
    private static final String FLAGS = "flags:";
    private static final int OCTAL = 8;
    /** O_WRONLY and O_RDWR. */
    private static final int WRITES = 3;

    private OpenFiles() {}

    /**
     * Files of a directory that some process may still write to, as far as can be seen.
     *
     * @param directory without symbolic links
     */
    static Set<Path> writtenIn(Path directory) {
        Set<Path> files = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            processes.forEach(process -> add(process, directory, files));
        } catch (IOException | DirectoryIteratorException e) {
            // Not Linux: nothing can be seen.
        }
        return files;
    }

    private static void add(Path process, Path directory, Set<Path> files) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            descriptors.forEach(each -> add(process, each, directory, files));
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended, or is somebody else's.
        }
    }

    private static void add(Path process, Path descriptor, Path directory, Set<Path> files) {
        try {
            Path file = Files.readSymbolicLink(descriptor);
            if (directory.equals(file.getParent())
                    && writes(process.resolve("fdinfo").resolve(descriptor.getFileName()))) {
                files.add(file);
            }
        } catch (IOException e) {
            // It has just been closed.
        }
    }

    private static boolean writes(Path information) throws IOException {
        return Files.readAllLines(information).stream()
                .filter(line -> line.startsWith(FLAGS))
                .anyMatch(line -> (Long.parseLong(line.substring(FLAGS.length()).strip(), OCTAL) & WRITES) != 0);
    }
}

package io.brook.capture.spool;

import io.brook.capture.source.SourceException;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceReader;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One link's files, and which of them their writers have closed: those that have not changed for a while, and that no process has open
 * for writing, as far as can be seen. Hidden files, and those with names of incomplete files, are ignored until they are renamed.
 */
final class SpoolDirectory {
    private static final List<String> HALF_DONE = List.of(".tmp", ".part", ".partial", ".filepart");

    private final SpoolConfig.Link link;
    private final long settle;
    private final Consumer<String> say;
    private final PathMatcher matcher;
    private Map<Path, FoundFile> files = new HashMap<>();

    /** @param say takes a line for each file that is skipped */
    SpoolDirectory(SpoolConfig.Link link, Duration settle, Consumer<String> say) {
        this.link = link;
        this.settle = settle.toNanos();
        this.say = say;
        matcher =
                FileSystems.getDefault().getPathMatcher("glob:" + link.pattern().orElse("*"));
    }

    /**
     * Lists the files.
     *
     * @throws SourceException when the directory cannot be read
     */
    void look() throws SourceException {
        long now = System.nanoTime();
        Map<Path, FoundFile> found = new HashMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(link.directory(), this::isWanted)) {
            for (Path entry : entries) {
                add(found, entry, now);
            }
            files = found;
            close(now);
        } catch (IOException | DirectoryIteratorException e) {
            throw new SourceException(link.directory() + ": cannot be read: " + e.getMessage(), e);
        }
        for (FoundFile file : found.values()) {
            if (file.isClosed() && file.id() == null && !file.isBad()) {
                identify(file);
            }
        }
    }

    private boolean isWanted(Path entry) {
        Path name = entry.getFileName();
        String text = name.toString();
        return !text.startsWith(".") && HALF_DONE.stream().noneMatch(text::endsWith) && matcher.matches(name);
    }

    private void add(Map<Path, FoundFile> found, Path entry, long now) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                FoundFile known = files.get(entry);
                found.put(entry, known != null && known.isLike(attributes) ? known : fresh(entry, attributes, now));
            }
        } catch (NoSuchFileException e) {
            // It has just gone.
        }
    }

    /** A file that was written long ago need not settle, if its time is plausible. */
    private FoundFile fresh(Path entry, BasicFileAttributes attributes, long now) {
        long age = System.currentTimeMillis() - attributes.lastModifiedTime().toMillis();
        boolean old =
                !files.containsKey(entry) && age >= Duration.ofNanos(settle).toMillis();
        return new FoundFile(entry, attributes, old ? now - settle : now);
    }

    private void close(long now) throws IOException {
        Set<Path> written = null;
        Path directory = link.directory().toRealPath();
        for (FoundFile file : files.values()) {
            if (!file.isClosed() && now - file.since() >= settle) {
                written = written == null ? OpenFiles.writtenIn(directory) : written;
                if (!written.contains(directory.resolve(file.path().getFileName()))) {
                    file.close();
                }
            }
        }
    }

    private void identify(FoundFile file) {
        try (TraceReader reader = TraceReader.open(file.path())) {
            boolean any = reader.next();
            if (!any && reader.cut().isPresent()) {
                say.accept(reader.cut().get() + "; skipped");
                file.passOver();
            } else {
                long first = any ? reader.packet().time() : FileId.NO_PACKETS;
                file.identify(new FileId(file.name(), first));
            }
        } catch (TraceException e) {
            file.passOver();
            if (e.kind() != TraceException.Kind.MISSING) {
                say.accept(e.getMessage() + "; skipped");
            }
        }
    }

    /** All that are there. */
    Collection<FoundFile> files() {
        return files.values();
    }

    /** Whether a file of that name is there of which it is not known yet what it is. */
    boolean isWritten(String name) {
        return files.values().stream()
                .anyMatch(file -> !file.isClosed() && file.name().equals(name));
    }
}

package io.brook.notice.archive;

import io.brook.notice.checkpoint.RotatedFile;
import io.brook.notice.disk.DirectoryLock;
import io.brook.notice.disk.Disk;
import io.brook.schemas.disk.WritableDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Moves files whose period has passed into the archive, beside the writing of logs. It is given only files that a checkpoint knows, and
 * forgets none before it is archived, so after a kill it is given the rest again. An archived file has its name when it is
 * complete and on disk, and not before; the file that waited is removed after that.
 */
public final class Archiver implements AutoCloseable {
    private static final String LOCK = ".brook-archive.lock";
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final ArchiveConfig config;
    private final Path logs;
    private final Disk disk;
    private final Executor executor;
    private final Consumer<String> say;
    private final DirectoryLock lock;
    private final Map<String, RotatedFile> waiting = new LinkedHashMap<>();
    private final List<String> done = new ArrayList<>();
    private boolean working;
    private Thread worker;
    private long retryAt;
    private boolean closed;
    private String failure = "";

    /**
     * @param logs the log directory
     * @param executor does the work
     * @param say takes a line when a file cannot be archived, and when it can again
     * @throws io.brook.notice.LogWriteException when another logger uses the archive, or the disk fails
     */
    public Archiver(ArchiveConfig config, Path logs, Disk disk, Executor executor, Consumer<String> say) {
        this.config = config;
        this.logs = logs;
        this.disk = disk;
        this.executor = executor;
        this.say = say;
        retryAt = System.nanoTime();
        lock = config.interval().isZero() ? null : new DirectoryLock(config.directory(), LOCK, "archives to");
    }

    /**
     * Begins to archive files, unless it is at work already or has failed just now.
     *
     * @param files all that a checkpoint knows, the oldest first
     */
    public void archive(Collection<RotatedFile> files) {
        synchronized (this) {
            files.stream()
                    .filter(file -> !done.contains(file.getName()))
                    .forEach(file -> waiting.put(file.getName(), file));
            if (working || waiting.isEmpty() || System.nanoTime() - retryAt < 0) {
                return;
            }
            working = true;
        }
        executor.execute(this::work);
    }

    /** The names of files that have been archived since this was last asked. */
    public synchronized List<String> done() {
        List<String> names = List.copyOf(done);
        done.clear();
        return names;
    }

    private void work() {
        synchronized (this) {
            worker = Thread.currentThread();
        }
        try {
            while (archiveNext()) {
                continue;
            }
        } finally {
            synchronized (this) {
                working = false;
                worker = null;
                notifyAll();
            }
        }
    }

    /** Whether there may be another one to archive now. */
    private boolean archiveNext() {
        RotatedFile next;
        synchronized (this) {
            if (closed || waiting.isEmpty()) {
                return false;
            }
            next = waiting.values().iterator().next();
        }
        try {
            archive(next);
        } catch (IOException e) {
            fail(next, e);
            return false;
        }
        succeed(next);
        return true;
    }

    private void archive(RotatedFile file) throws IOException {
        Path from = logs.resolve(file.getName());
        if (Files.notExists(from)) {
            return;
        }
        Path to = config.directory().resolve(file.getArchive());
        if (Files.notExists(to)) {
            Path part = to.resolveSibling("." + to.getFileName() + ".tmp");
            config.compression().forName(to).compress(from, part, disk);
            disk.force(part);
            disk.move(part, to);
        }
        Path above = config.directory().getParent();
        for (Path each = to.getParent(); each != null && !each.equals(above); each = each.getParent()) {
            disk.forceDirectory(each);
        }
        disk.delete(from);
    }

    private synchronized void fail(RotatedFile file, IOException e) {
        retryAt = System.nanoTime() + RETRY.toNanos();
        String reason = WritableDirectory.reason(e);
        if (!closed && !reason.equals(failure)) {
            say.accept("cannot archive " + file.getArchive() + " in " + config.directory() + ": " + reason
                    + "; it waits as " + logs.resolve(file.getName()) + ", and is tried again every "
                    + RETRY.toSeconds() + " s");
            failure = reason;
        }
    }

    private synchronized void succeed(RotatedFile file) {
        waiting.remove(file.getName());
        done.add(file.getName());
        if (!failure.isEmpty()) {
            say.accept("archives again in " + config.directory());
            failure = "";
        }
    }

    /** Stops the work where it is, and lets other loggers use the archive. What is not archived stays for the next one. */
    @Override
    public synchronized void close() {
        closed = true;
        if (worker != null) {
            worker.interrupt();
        }
        try {
            while (working) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (lock != null) {
            lock.close();
        }
    }
}

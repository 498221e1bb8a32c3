package io.brook.notice.archive;

import io.brook.notice.checkpoint.RotatedFile;
import io.brook.notice.disk.DirectoryLock;
import io.brook.notice.disk.Disk;
import io.brook.schemas.disk.WritableDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    private static final Duration EXPIRY = Duration.ofMinutes(10);
    private static final int MOST_RUNS = 3;

    private final ArchiveConfig config;
    private final Path logs;
    private final Disk disk;
    private final Executor executor;
    private final Consumer<String> say;
    private final PostProcessors programs;
    private final Expiry expiry;
    private final DirectoryLock lock;
    private final Map<String, Job> waiting = new LinkedHashMap<>();
    private final List<String> done = new ArrayList<>();
    private boolean working;
    private Thread worker;
    private boolean closed;
    private long nextExpiry = System.nanoTime();
    private String failure = "";

    /** A file to be archived, when to try, and how often programs have failed for it. */
    private static final class Job {
        private final RotatedFile file;
        private long notBefore = System.nanoTime();
        private int failedRuns;
        private boolean failed;

        Job(RotatedFile file) {
            this.file = file;
        }

        boolean isDue() {
            return System.nanoTime() - notBefore >= 0;
        }
    }

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
        programs = new PostProcessors(config.postProcessors());
        expiry = Expiry.of(config.directory(), config.expireAfter(), config.keep());
        lock = config.interval().isZero() ? null : new DirectoryLock(config.directory(), LOCK, "archives to");
    }

    /**
     * Begins to archive files and to remove old ones, unless it is at work already.
     *
     * @param files all that a checkpoint knows, the oldest first
     */
    public void archive(Collection<RotatedFile> files) {
        synchronized (this) {
            files.stream()
                    .filter(file -> !done.contains(file.getName()))
                    .forEach(file -> waiting.computeIfAbsent(file.getName(), name -> new Job(file)));
            if (working || !isExpiryDue() && waiting.values().stream().noneMatch(Job::isDue)) {
                return;
            }
            working = true;
        }
        executor.execute(this::work);
    }

    private boolean isExpiryDue() {
        return lock != null && System.nanoTime() - nextExpiry >= 0;
    }

    /** The names of files that have been archived since this was last asked. */
    public synchronized List<String> done() {
        List<String> names = List.copyOf(done);
        done.clear();
        return names;
    }

    /** How many files wait because they could not be archived. */
    public synchronized int failed() {
        return (int) waiting.values().stream().filter(job -> job.failed).count();
    }

    private void work() {
        synchronized (this) {
            worker = Thread.currentThread();
        }
        try {
            for (Job job = next(); job != null; job = next()) {
                work(job);
            }
            expire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                working = false;
                worker = null;
                notifyAll();
            }
        }
    }

    private synchronized Job next() {
        return closed
                ? null
                : waiting.values().stream().filter(Job::isDue).findFirst().orElse(null);
    }

    private void work(Job job) throws InterruptedException {
        Path archive = config.directory().resolve(job.file.getArchive());
        List<String> failures;
        try {
            archive(logs.resolve(job.file.getName()), archive);
            failures = programs.run(archive);
        } catch (IOException e) {
            fail(job, e);
            return;
        }
        if (!failures.isEmpty() && ++job.failedRuns < MOST_RUNS) {
            job.notBefore = System.nanoTime() + RETRY.toNanos();
            failures.forEach(each -> say.accept("a post-processor has failed and is run again: " + each));
            return;
        }
        failures.forEach(each -> say.accept("a post-processor has failed " + MOST_RUNS
                + " times and is not run again for this file; when it works, run " + each));
        succeed(job);
    }

    private void archive(Path from, Path to) throws IOException {
        if (Files.notExists(from)) {
            return;
        }
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

    private synchronized void fail(Job job, IOException e) {
        job.notBefore = System.nanoTime() + RETRY.toNanos();
        job.failed = true;
        String reason = WritableDirectory.reason(e);
        if (!closed && !reason.equals(failure)) {
            say.accept("cannot archive " + job.file.getArchive() + " in " + config.directory() + ": " + reason
                    + "; it waits as " + logs.resolve(job.file.getName()) + ", and is tried again every "
                    + RETRY.toSeconds() + " s");
            failure = reason;
        }
    }

    private synchronized void succeed(Job job) {
        waiting.remove(job.file.getName());
        done.add(job.file.getName());
        if (!failure.isEmpty()) {
            say.accept("archives again in " + config.directory());
            failure = "";
        }
    }

    private void expire() {
        synchronized (this) {
            if (closed || !isExpiryDue()) {
                return;
            }
            nextExpiry = System.nanoTime() + EXPIRY.toNanos();
        }
        try {
            expiry.run(Instant.now(), disk);
        } catch (IOException e) {
            say.accept("cannot remove old files in " + config.directory() + ": " + WritableDirectory.reason(e));
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

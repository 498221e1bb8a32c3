package io.brook.deploy.cron;

import io.brook.analysis.site.LocalNetworks;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.diff.FileLines;
import io.brook.deploy.diff.LogLines;
import io.brook.deploy.host.PropertiesFile;
import io.brook.deploy.summary.SummaryHtml;
import io.brook.deploy.summary.SummaryText;
import io.brook.deploy.summary.TrafficSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The traffic summaries of archived files of conn.log: of each file that has come since the last run. When a file has come is when it
 * was written, not what its name says: late lines make a file of an old period, with {@code -2} in its name.
 */
final class ConnectionSummaries {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern FILE =
            Pattern.compile("conn\\.(\\d\\d:\\d\\d:\\d\\d-\\d\\d:\\d\\d:\\d\\d)(-\\d+)?\\.log(\\.\\w+)?");

    /** Up to which time of writing all files are dealt with, but for {@link #SLACK}; in ms since 1970. */
    private static final String SINCE = "summary.since";

    /** The files that are dealt with and not older than that. */
    private static final String DONE = "summary.done";

    /** A file has its name a while after it was written. */
    private static final Duration SLACK = Duration.ofHours(1);

    private static final int TOP = 10;

    private final Path archive;
    private final LocalNetworks local;
    private final String unpacker;
    private final PropertiesFile memory;
    private final Instant now;

    /**
     * @param archive the directory with a directory for each day
     * @param local the site's networks; null when they are not known
     * @param unpacker a program that unpacks with {@code -dc} what CompressCmd compresses; null for none
     * @param now the clock's time
     */
    ConnectionSummaries(Path archive, LocalNetworks local, String unpacker, PropertiesFile memory, Instant now) {
        this.archive = archive;
        this.local = local;
        this.unpacker = unpacker;
        this.memory = memory;
        this.now = now;
    }

    /**
     * A summary that is to be mailed.
     *
     * @param html the same as a page of HTML
     */
    record Summary(String file, String subject, String text, String html) {}

    /** An archived file, as DAY/NAME. */
    private record Archived(String name, Instant written) {}

    /** Takes a summary; the next run begins after it when it has been taken. */
    @FunctionalInterface
    interface Receiver {
        /** @return whether it was taken */
        boolean take(Summary summary);
    }

    /**
     * Gives what there is to mail to the receiver, the oldest first, until it does not take one. The first run of all mails nothing: what was
     * archived before cron was at work is old.
     *
     * @param complain gets a line for each file that cannot be read; it is not tried again
     */
    void run(Receiver receiver, Consumer<String> complain) throws RunException {
        List<Archived> files = files();
        Optional<String> before = memory.get(SINCE);
        if (before.isEmpty()) {
            remember(files, now);
            return;
        }
        Instant since = Instant.ofEpochMilli(Long.parseLong(before.get()));
        Set<String> done =
                new LinkedHashSet<>(List.of(memory.get(DONE).orElse("").split("\n")));
        List<Archived> dealt = new ArrayList<>();
        boolean all = true;
        for (Archived file : files) {
            if (done.contains(file.name()) || file.written().isBefore(since.minus(SLACK))) {
                dealt.add(file);
            } else if (all) {
                all = take(file, receiver, complain);
                if (all) {
                    dealt.add(file);
                }
            }
        }
        remember(dealt, all ? now : since);
    }

    private boolean take(Archived file, Receiver receiver, Consumer<String> complain) {
        try {
            return receiver.take(summary(file.name()));
        } catch (RunException e) {
            complain.accept("no summary of " + archive.resolve(file.name()) + ": " + e.getMessage());
            return true;
        }
    }

    private void remember(List<Archived> dealt, Instant since) {
        memory.put(SINCE, Long.toString(since.toEpochMilli()));
        memory.put(
                DONE,
                dealt.stream()
                        .filter(file -> !file.written().isBefore(since.minus(SLACK)))
                        .map(Archived::name)
                        .collect(Collectors.joining("\n")));
    }

    private Summary summary(String file) throws RunException {
        Matcher name = FILE.matcher(file.substring(file.indexOf('/') + 1));
        if (!name.matches()) {
            throw new IllegalStateException(file);
        }
        TrafficSummary summary = new TrafficSummary(local);
        try (LogLines lines = new FileLines(archive.resolve(file), unpacker)) {
            summary.add(lines);
        }
        String late = name.group(2) == null ? "" : ", late lines";
        String subject = "Connection summary from " + name.group(1) + late;
        return new Summary(file, subject, SummaryText.of(summary, TOP), SummaryHtml.of(summary, subject, TOP));
    }

    /** The oldest first: the names sort as their times do. */
    private List<Archived> files() throws RunException {
        if (!Files.isDirectory(archive)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(archive, 2)) {
            List<Archived> found = new ArrayList<>();
            for (Path file : (Iterable<Path>) all.sorted()::iterator) {
                if (FILE.matcher(file.getFileName().toString()).matches()
                        && DAY.matcher(file.getParent().getFileName().toString())
                                .matches()) {
                    found.add(new Archived(
                            archive.relativize(file).toString(),
                            Files.getLastModifiedTime(file).toInstant()));
                }
            }
            return found;
        } catch (IOException e) {
            throw new RunException(archive + " cannot be read: " + e.getMessage(), e);
        }
    }
}

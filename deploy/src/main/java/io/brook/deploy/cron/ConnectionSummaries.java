package io.brook.deploy.cron;

import io.brook.analysis.site.LocalNetworks;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.diff.FileLines;
import io.brook.deploy.diff.LogLines;
import io.brook.deploy.host.PropertiesFile;
import io.brook.deploy.summary.SummaryText;
import io.brook.deploy.summary.TrafficSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The traffic summaries of archived files of conn.log: of each file that has come since the last run. */
final class ConnectionSummaries {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern FILE =
            Pattern.compile("conn\\.(\\d\\d:\\d\\d:\\d\\d-\\d\\d:\\d\\d:\\d\\d)(-\\d+)?\\.log(\\.gz)?");
    private static final String LAST = "summary.last";
    private static final int TOP = 10;

    private final Path archive;
    private final LocalNetworks local;
    private final PropertiesFile memory;

    /**
     * @param archive the directory with a directory for each day
     * @param local the site's networks; null when they are not known
     */
    ConnectionSummaries(Path archive, LocalNetworks local, PropertiesFile memory) {
        this.archive = archive;
        this.local = local;
        this.memory = memory;
    }

    /** A summary that is to be mailed. */
    record Summary(String file, String subject, String text) {}

    /** Takes a summary; the next run begins after it when it has been taken. */
    @FunctionalInterface
    interface Receiver {
        /** @return whether it was taken */
        boolean take(Summary summary);
    }

    /**
     * Gives what there is to mail to the receiver, the oldest first, until it does not take one. The first run of all mails nothing: what was
     * archived before cron was at work is old.
     */
    void run(Receiver receiver) throws RunException {
        List<String> files = files();
        String last = memory.get(LAST).orElse(null);
        if (last == null) {
            memory.put(LAST, files.isEmpty() ? "" : files.get(files.size() - 1));
            return;
        }
        for (String file : files) {
            if (file.compareTo(last) > 0) {
                if (!receiver.take(summary(file))) {
                    return;
                }
                memory.put(LAST, file);
            }
        }
    }

    private Summary summary(String file) throws RunException {
        Matcher name = FILE.matcher(file.substring(file.indexOf('/') + 1));
        if (!name.matches()) {
            throw new IllegalStateException(file);
        }
        TrafficSummary summary = new TrafficSummary(local);
        try (LogLines lines = new FileLines(archive.resolve(file))) {
            summary.add(lines);
        }
        return new Summary(file, "Connection summary from " + name.group(1), SummaryText.of(summary, TOP));
    }

    /** As DAY/NAME, the oldest first: the names sort as their times do. */
    private List<String> files() throws RunException {
        if (!Files.isDirectory(archive)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(archive, 2)) {
            return all.filter(
                            file -> FILE.matcher(file.getFileName().toString()).matches())
                    .filter(file -> DAY.matcher(file.getParent().getFileName().toString())
                            .matches())
                    .map(file -> archive.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new RunException(archive + " cannot be read: " + e.getMessage(), e);
        }
    }
}

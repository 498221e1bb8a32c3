package io.brook.deploy.cli;

import io.brook.capture.spool.SpoolConfig;
import io.brook.capture.spool.SpoolConfig.Done;
import io.brook.capture.spool.SpoolConfig.Link;
import io.brook.deploy.config.ConfigException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which directories files are taken from, and how. */
final class SpoolArguments {
    private static final String PATTERN = "*?[{";
    private static final int MOST_SETTLE_S = 3600;
    private static final int MOST_WINDOW_MS = 1000;
    private static final int MOST_TIMEOUT_S = 7 * 24 * 3600;
    private static final double NANOS_PER_MS = 1e6;
    private static final int MOST_AHEAD_MS = 3_600_000;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--spool",
            paramLabel = "DIR",
            description =
                    "Take the files of this directory when their writer has closed them, without end. May be repeated: each"
                            + " directory is a link, and packets of several links are merged by time. A pattern stands for the"
                            + " directories that it matches, or else for the files that it matches.")
    private List<Path> spools = List.of();

    @Option(
            names = "--done",
            paramLabel = "WHAT",
            description =
                    "With --spool: what to do with files that are done: keep, delete, or the directory to move them to."
                            + " Default: keep.")
    private String done = "keep";

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            description =
                    "With --spool: how long a file must stay unchanged before it is taken. Default: ${DEFAULT-VALUE}.")
    private int settle = (int) SpoolConfig.SETTLE.toSeconds();

    @Option(
            names = "--merge-window",
            paramLabel = "MS",
            description =
                    "With --spool: how far packets of one link may be out of order, and the same packet on two links may be"
                            + " apart. Default: ${DEFAULT-VALUE}.")
    private int window = (int) SpoolConfig.WINDOW.toMillis();

    @Option(
            names = "--clock-ahead",
            paramLabel = "MS",
            split = ",",
            description =
                    "With --spool: by how many milliseconds each link's clock is ahead, in the order of the links;"
                            + " negative if it is behind. Default: 0 for all.")
    private List<Double> ahead = List.of();

    @Option(
            names = "--link-timeout",
            paramLabel = "SECONDS",
            description = "With --spool: how long packets of other links wait for a link that has no next file."
                    + " Default: ${DEFAULT-VALUE}.")
    private int timeout = (int) SpoolConfig.PATIENCE.toSeconds();

    @Option(
            names = "--deduplicate",
            description = "With --spool: leave out packets that another link has already had within the merge window.")
    private boolean deduplicate;

    @Option(
            names = "--until-empty",
            description = "With --spool: when all files have been read, end, and end the sensor.")
    private boolean untilEmpty;

    /** Whether any is named. */
    boolean isGiven() {
        return !spools.isEmpty();
    }

    /**
     * Where the files are, and what to do with them.
     *
     * @throws ConfigException when a directory does not exist or may not be used
     * @throws ParameterException when an option makes no sense
     */
    SpoolConfig config() throws ConfigException {
        Ranges.check(command, "--settle", settle, 0, MOST_SETTLE_S);
        Ranges.check(command, "--merge-window", window, 0, MOST_WINDOW_MS);
        Ranges.check(command, "--link-timeout", timeout, 1, MOST_TIMEOUT_S);
        List<String> faults = new ArrayList<>();
        Done fate = done(faults);
        List<Link> links = links(fate, faults);
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return new SpoolConfig(
                links,
                Duration.ofSeconds(settle),
                Duration.ofMillis(window),
                Duration.ofSeconds(timeout),
                fate,
                deduplicate,
                untilEmpty);
    }

    private Done done(List<String> faults) {
        return switch (done) {
            case "keep" -> Done.KEEP;
            case "delete" -> Done.DELETE;
            default -> {
                Path to = Path.of(done).toAbsolutePath().normalize();
                if (!Files.isDirectory(to) || !Files.isWritable(to)) {
                    faults.add("--done " + to + ": neither keep nor delete, nor a writable directory");
                }
                yield Done.move(to);
            }
        };
    }

    private List<Link> links(Done fate, List<String> faults) {
        List<Link> places = new ArrayList<>();
        for (Path each : spools) {
            places.addAll(places(each.toAbsolutePath().normalize()));
        }
        if (places.stream().map(Link::name).distinct().count() < places.size()) {
            throw new ParameterException(command.commandLine(), "--spool: a directory is named twice");
        }
        if (!ahead.isEmpty() && ahead.size() != places.size()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--clock-ahead: there are " + ahead.size() + " numbers for " + places.size() + " links");
        }
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Link place = places.get(i);
            check(place, fate, faults);
            links.add(new Link(
                    place.directory(), place.pattern(), ahead.isEmpty() ? Duration.ZERO : ahead(ahead.get(i))));
        }
        return links;
    }

    private Duration ahead(double millis) {
        if (!(Math.abs(millis) <= MOST_AHEAD_MS)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--clock-ahead: " + millis + " is not from -" + MOST_AHEAD_MS + " to " + MOST_AHEAD_MS);
        }
        return Duration.ofNanos(Math.round(millis * NANOS_PER_MS));
    }

    private static void check(Link link, Done fate, List<String> faults) {
        Path directory = link.directory();
        if (!Files.isDirectory(directory)) {
            faults.add("--spool " + link.name() + ": " + directory + " is not a directory");
        } else if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            faults.add("--spool " + link.name() + ": the directory cannot be read");
        } else if (fate.fate() != SpoolConfig.Fate.KEPT && !Files.isWritable(directory)) {
            faults.add(
                    "--spool " + link.name() + ": not writable, so files cannot be moved or deleted; use --done keep");
        } else if (fate.to().filter(directory::equals).isPresent()) {
            faults.add("--done " + directory + ": is the spool itself");
        }
    }

    /** A directory, the directories that a pattern matches, or else the files in its directory that it matches. */
    private static List<Link> places(Path spool) {
        String name = spool.getFileName() == null ? "" : spool.getFileName().toString();
        boolean isPattern = name.chars().anyMatch(each -> PATTERN.indexOf(each) >= 0);
        if (!isPattern || Files.isDirectory(spool)) {
            return List.of(new Link(spool, Optional.empty(), Duration.ZERO));
        }
        TreeSet<Path> directories = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(spool.getParent(), name)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry)) {
                    directories.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // A directory that does not exist is reported when it is checked.
        }
        if (directories.isEmpty()) {
            return List.of(new Link(spool.getParent(), Optional.of(name), Duration.ZERO));
        }
        return directories.stream()
                .map(each -> new Link(each, Optional.empty(), Duration.ZERO))
                .toList();
    }
}

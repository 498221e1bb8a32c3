package io.brook.schemas.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Real traffic, and what is to be logged of it. There are two kinds: the captures of this project in {@code docs/samples/pcaps}, whose
 * logs are Brook's own, read by people; and, on machines that have them beside the project, the conformance traces, whose logs are Zeek's.
 *
 * @param name such as {@code dns-queries} of a capture, {@code dns__edns.pcap} of a conformance trace; unique
 * @param protocol what the name begins with, such as {@code dns}
 * @param file the trace
 * @param logs the folder of its logs
 * @param ignoresChecksums whether what is in packets with wrong checksums is in the logs
 */
public record RealTrace(String name, String protocol, Path file, Path logs, boolean ignoresChecksums) {
    private static final String CAPTURES = "docs/samples/pcaps";
    private static final String CONFORMANCE = "shared/conformance";

    /** The captures of this project, by name. */
    public static List<RealTrace> captures() {
        Path folder = above(CAPTURES);
        if (folder == null) {
            throw new IllegalStateException(
                    "no folder " + CAPTURES + " above " + Path.of("").toAbsolutePath());
        }
        List<RealTrace> traces = new ArrayList<>();
        for (Path protocol : list(folder)) {
            if (Files.isDirectory(protocol)) {
                for (Path each : list(protocol)) {
                    Path trace = each.resolve("input.pcap");
                    if (Files.exists(trace)) {
                        String name = protocol.getFileName() + "-" + each.getFileName();
                        traces.add(new RealTrace(
                                name, protocol.getFileName().toString(), trace, each.resolve("expected"), false));
                    }
                }
            }
        }
        return traces;
    }

    /** The conformance traces, by name; none where they are not at hand. */
    public static List<RealTrace> conformance() {
        Path folder = above(CONFORMANCE);
        if (folder == null) {
            return List.of();
        }
        return list(folder.resolve("traces")).stream()
                .map(file -> {
                    String name = file.getFileName().toString();
                    int end = name.indexOf("__");
                    String protocol = end < 0 ? "" : name.substring(0, end);
                    return new RealTrace(
                            name, protocol, file, folder.resolve("expected").resolve(name), true);
                })
                .toList();
    }

    /** All that there is. */
    public static List<RealTrace> all() {
        return Stream.concat(captures().stream(), conformance().stream()).toList();
    }

    /** Where one of its logs is, if there is one. */
    public Path log(String path) {
        return logs.resolve(path + ".log");
    }

    public boolean hasLog(String path) {
        return Files.exists(log(path));
    }

    /** The lines of a log, a character for each byte, without those that begin with a number sign; none where there is no such log. */
    public List<String> rows(String path) {
        if (!hasLog(path)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(log(path), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static Path above(String folder) {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve(folder))) {
            here = here.getParent();
        }
        return here == null ? null : here.resolve(folder);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

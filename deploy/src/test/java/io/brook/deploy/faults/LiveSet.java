package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a Java process holds after a full collection of garbage.
 *
 * @param byClass bytes by class
 */
record LiveSet(Map<String, Long> byClass) {
    private static final Pattern LINE = Pattern.compile("^ *\\d+: +\\d+ +(\\d+) +(\\S+)", Pattern.MULTILINE);

    static LiveSet of(ChildProcess process) {
        String said = histogram(process.pid());
        Map<String, Long> byClass = new TreeMap<>();
        Matcher line = LINE.matcher(said);
        while (line.find()) {
            byClass.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
        }
        return new LiveSet(byClass);
    }

    private static String histogram(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process command = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(command.waitFor()).as(said).isZero();
            return said;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    double mebibytes() {
        return byClass.values().stream().mapToLong(Long::longValue).sum() / 1024.0 / 1024.0;
    }

    /** The classes that have grown most since then. */
    String growthSince(LiveSet before) {
        return byClass.entrySet().stream()
                .map(each -> Map.entry(each.getKey(), each.getValue() - before.byClass.getOrDefault(each.getKey(), 0L)))
                .sorted(Comparator.comparingLong((Map.Entry<String, Long> each) -> -each.getValue()))
                .limit(15)
                .map(each -> each.getValue() + " bytes of " + each.getKey())
                .collect(Collectors.joining("\n"));
    }
}

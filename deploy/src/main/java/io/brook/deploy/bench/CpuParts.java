package io.brook.deploy.bench;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the CPU time of a run goes: by thread, and what the threads of the stream tasks do by samples of their stacks, which the JDK's
 * own flight recorder takes a hundred times a second.
 */
public final class CpuParts implements AutoCloseable {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final String ELSE = "else";

    private final Recording recording = new Recording();
    private final ThreadTimes threads;

    /** Begins to measure. */
    public CpuParts() {
        recording.enable(SAMPLE).withPeriod(PERIOD);
        recording.start();
        threads = new ThreadTimes();
    }

    /**
     * Ends to measure.
     *
     * @return nanoseconds of CPU by part, the largest first
     * @throws RunException when the samples cannot be read
     */
    public Map<String, Long> end() throws RunException {
        Map<String, Long> parts = new HashMap<>(threads.byGroup());
        threads.close();
        recording.stop();
        Long tasks = parts.remove(Parts.TASKS);
        if (tasks != null) {
            Map<String, Integer> samples = samples();
            int all = samples.values().stream().mapToInt(Integer::intValue).sum();
            samples.forEach((part, count) -> parts.put(Parts.TASKS + ": " + part, tasks * count / all));
            if (all == 0) {
                parts.put(Parts.TASKS, tasks);
            }
        }
        Map<String, Long> sorted = new LinkedHashMap<>();
        parts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(each -> sorted.put(each.getKey(), each.getValue()));
        return sorted;
    }

    private Map<String, Integer> samples() throws RunException {
        Map<String, Integer> samples = new HashMap<>();
        Path file = null;
        try {
            file = Files.createTempFile("brook-bench-", ".jfr");
            recording.dump(file);
            try (RecordingFile events = new RecordingFile(file)) {
                while (events.hasMoreEvents()) {
                    RecordedEvent event = events.readEvent();
                    if (isOfTask(event)) {
                        samples.merge(partOf(event), 1, Integer::sum);
                    }
                }
            }
            return samples;
        } catch (IOException e) {
            throw new RunException("the samples of the flight recorder cannot be read: " + e.getMessage(), e);
        } finally {
            delete(file);
        }
    }

    private static boolean isOfTask(RecordedEvent event) {
        return event.getEventType().getName().equals(SAMPLE)
                && event.getThread("sampledThread") != null
                && event.getThread("sampledThread").getJavaName() != null
                && Parts.ofThread(event.getThread("sampledThread").getJavaName())
                        .equals(Parts.TASKS)
                && event.getStackTrace() != null;
    }

    private static String partOf(RecordedEvent event) {
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            String method = frame.getMethod().getType().getName()
                    + '.'
                    + frame.getMethod().getName();
            String part = Parts.ofMethod(method);
            if (part != null) {
                return part;
            }
        }
        return ELSE;
    }

    private static void delete(Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // What is left in the directory of temporary files harms nobody.
            }
        }
    }

    @Override
    public void close() {
        threads.close();
        recording.close();
    }
}

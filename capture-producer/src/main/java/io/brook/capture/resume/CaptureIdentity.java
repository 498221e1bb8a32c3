package io.brook.capture.resume;

import io.brook.capture.CaptureConfig;
import io.brook.capture.kafka.PublishException;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceReader;
import io.brook.capture.source.TraceSequence;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.record.CapturedTrace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * What a sensor's records are a function of: the traces and the settings. A capture that finds the same ones produces the same records
 * again.
 */
public record CaptureIdentity(List<String> settings, List<CapturedTrace> traces) {
    /** Enough to distinguish traces; the checksum of the records shows whether all of a trace is the same. */
    private static final int START = 64 * 1024;

    private static final long READ_ONCE = -1;
    private static final String ADVICE = "; publish it as another sensor";

    /** @throws TraceException when a trace cannot be read */
    public static CaptureIdentity of(CaptureConfig config, int partitions, List<Path> files) throws TraceException {
        List<CapturedTrace> traces = new ArrayList<>();
        for (Path file : files) {
            traces.add(trace(file, START));
        }
        return new CaptureIdentity(settings(config, partitions), traces);
    }

    private static List<String> settings(CaptureConfig config, int partitions) {
        return List.of(
                "partitions " + partitions,
                "partitioning " + config.partitioning().name().toLowerCase(Locale.ROOT),
                "linger " + config.linger().toNanos() + " ns",
                "batch of " + config.batchBytes() + " bytes",
                config.trim() ? "trimmed" : "not trimmed",
                config.ignoreChecksums() ? "checksums ignored" : "checksums verified");
    }

    private static CapturedTrace trace(Path file, int length) throws TraceException {
        if (TraceSequence.isReadOnce(file)) {
            return new CapturedTrace(READ_ONCE, 0);
        }
        CRC32C checksum = new CRC32C();
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            checksum.update(in.readNBytes((int) Math.min(size, length)));
            return new CapturedTrace(size, (int) checksum.getValue());
        } catch (IOException e) {
            throw TraceReader.unreadable(file, e);
        }
    }

    /**
     * Makes sure that a sensor can be resumed from these files. A trace may have grown, unless the sensor is complete: it is then read as
     * if it had been that long from the start.
     *
     * @param files those of this identity
     * @throws PublishException when they or the settings are not those that the sensor was begun with
     * @throws TraceException when a file cannot be read
     */
    public void check(CaptureProgress begun, List<Path> files) throws TraceException {
        String sensor = "sensor " + begun.getSensor();
        if (!begun.getSettings().equals(settings)) {
            throw new PublishException(sensor + " was begun with " + without(begun.getSettings(), settings) + ", not "
                    + without(settings, begun.getSettings())
                    + "; use the former settings, or publish it as another sensor");
        }
        if (begun.getTraces().size() != traces.size()) {
            throw new PublishException(
                    sensor + " was begun with " + begun.getTraces().size() + " traces, not " + traces.size() + ADVICE);
        }
        for (int i = 0; i < traces.size(); i++) {
            check(begun, begun.getTraces().get(i), files.get(i), traces.get(i).getSize());
        }
    }

    private static void check(CaptureProgress begun, CapturedTrace before, Path file, long size) throws TraceException {
        String name = TraceReader.name(file);
        if (size == READ_ONCE && !begun.getEnded()) {
            throw readOnce(begun.getSensor(), file);
        }
        if (begun.getEnded() ? size != before.getSize() : size < before.getSize()) {
            throw new PublishException(name + ": is " + inWords(size) + "; it was " + inWords(before.getSize())
                    + " when sensor " + begun.getSensor() + " was begun" + ADVICE);
        }
        int length = (int) Math.max(0, Math.min(before.getSize(), START));
        if (trace(file, length).getStart() != before.getStart()) {
            throw new PublishException(name + ": does not begin as the trace that sensor " + begun.getSensor()
                    + " was begun with" + ADVICE);
        }
    }

    private static PublishException readOnce(String sensor, Path file) {
        return new PublishException(TraceReader.name(file) + ": can be read only once, so that sensor " + sensor
                + ", which is partly published, cannot be resumed" + ADVICE);
    }

    /** @throws PublishException when one of these files, which have been read before, cannot be read again */
    public static void checkReadable(String sensor, List<Path> files) {
        for (Path file : files) {
            if (TraceSequence.isReadOnce(file)) {
                throw readOnce(sensor, file);
            }
        }
    }

    private static String inWords(long size) {
        return size == READ_ONCE ? "a pipe" : size + " bytes long";
    }

    /** Whether some of it could not be read again. */
    public boolean isReadOnce() {
        return traces.stream().anyMatch(trace -> trace.getSize() == READ_ONCE);
    }

    private static String without(List<String> all, List<String> same) {
        return String.join(
                ", ", all.stream().filter(each -> !same.contains(each)).toList());
    }
}

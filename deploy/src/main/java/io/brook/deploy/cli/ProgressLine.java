package io.brook.deploy.cli;

import io.brook.capture.run.CaptureListener;
import io.brook.deploy.embedded.Sensor;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far a run has come: on a terminal one line that is redrawn, elsewhere a plain line every few seconds.
 */
final class ProgressLine implements CaptureListener, AutoCloseable {
    private static final int REDRAW_MS = 250;
    private static final int PLAIN_LINE_MS = 5_000;

    private final PrintWriter out;
    private final boolean terminal;
    private final long totalBytes;
    private final String unit;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "brook-progress");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long packets;
    private volatile long bytes;

    /**
     * @param totalBytes the size of all traces together
     * @param unit what is counted
     */
    ProgressLine(PrintWriter out, boolean terminal, long totalBytes, String unit) {
        this.unit = unit;
        this.out = out;
        this.terminal = terminal;
        this.totalBytes = totalBytes;
        int period = terminal ? REDRAW_MS : PLAIN_LINE_MS;
        clock.scheduleAtFixedRate(this::draw, period, period, TimeUnit.MILLISECONDS);
    }

    /** For the traces of these sensors; the launcher says whether standard error is a terminal. */
    static ProgressLine of(PrintWriter out, List<Sensor> sensors) {
        long bytes = sensors.stream()
                .flatMap(sensor -> sensor.traces().stream())
                .mapToLong(trace -> trace.toFile().length())
                .sum();
        return new ProgressLine(out, Boolean.getBoolean("brook.terminal"), bytes, "packets");
    }

    @Override
    public void progress(long packetsNow, long fileBytesNow) {
        packets = packetsNow;
        bytes = fileBytesNow;
    }

    private void draw() {
        String text = text((System.nanoTime() - start) / 1e9);
        out.print(terminal ? "\r" + text + "\u001b[K" : text + System.lineSeparator());
        out.flush();
    }

    private String text(double seconds) {
        String counted = String.format(Locale.ROOT, "%,d %s, %,.0f/s", packets, unit, packets / seconds);
        if (bytes >= totalBytes) {
            return counted + ", all read; waiting for the last log lines";
        }
        double left = bytes == 0 ? Double.NaN : seconds * (totalBytes - bytes) / bytes;
        String time = Double.isNaN(left) ? "" : String.format(Locale.ROOT, ", %.0f s left", left);
        return counted + String.format(Locale.ROOT, ", %d%%", 100 * bytes / totalBytes) + time;
    }

    /** Stops drawing, and erases the line from a terminal. */
    @Override
    public void close() {
        clock.shutdownNow();
        try {
            clock.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}

package io.brook.deploy.live;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes do. */
public final class Awaiting {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LOOK_MS = 50;

    private Awaiting() {}

    /** @param otherwise what to say when it does not come to that */
    public static void until(BooleanSupplier condition, Supplier<String> otherwise) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail(otherwise.get());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }

    /** What is in a file; nothing when it is not there. */
    public static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "cannot be read: " + e;
        }
    }
}

package io.brook.schemas.loss;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.ReporterLog;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The line that reports what was lost. */
final class LossReport {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private LossReport() {}

    static ReporterLog of(Loss loss, String reader, Heard before, Heard after) {
        long time = after.isAnything() ? after.time() : before.time();
        String message = "%s: %s records (offsets %d to %d) expired before %s; before them: %s; after them: %s"
                .formatted(
                        loss.partition(),
                        loss.records(),
                        loss.from(),
                        loss.to() - 1,
                        loss.first() ? "the first start of " + reader : reader + " read them",
                        before.isAnything() ? text(before) : "nothing",
                        after.isAnything() ? text(after) : "nothing yet");
        return ReporterLog.newBuilder()
                .setMeta(new LogMeta("", time))
                .setTs(time)
                .setLevel(loss.first() ? "Reporter::INFO" : "Reporter::WARNING")
                .setMessage(message)
                .setLocation(loss.partition().toString())
                .build();
    }

    private static String text(Heard heard) {
        Instant time = Instant.ofEpochSecond(Math.floorDiv(heard.time(), SECOND), Math.floorMod(heard.time(), SECOND));
        return "sensor " + heard.sensor() + " at " + time;
    }
}

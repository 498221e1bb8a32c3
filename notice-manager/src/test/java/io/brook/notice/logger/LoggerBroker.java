package io.brook.notice.logger;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.notice.TestBroker;
import io.brook.schemas.loss.Losses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/** A broker, and the consumers of the loggers that run at it one after the other. */
final class LoggerBroker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final TestBroker broker;
    private final Map<String, Object> client;
    private final Consumer<byte[], byte[]> reader;
    private final Consumer<byte[], byte[]> ends;
    private final LogTopics topics;

    /** @param atOnce how many records a logger gets at a time */
    LoggerBroker(Path directory, int atOnce) {
        broker = new TestBroker(directory);
        client = new HashMap<>(broker.connection());
        client.put("max.poll.records", atOnce);
        client.put("fetch.max.wait.ms", 5);
        reader = LogWriter.consumer(client, "read_committed");
        ends = LogWriter.consumer(client, "read_uncommitted");
        topics = LogTopics.describe(client, () -> false);
    }

    LogTraffic traffic(String producer) {
        return new LogTraffic(broker, producer);
    }

    /** A logger, which takes what there is from the beginning on. */
    LogRun run(LogRunConfig config) {
        return new LogRun(config, client, topics, reader, ends, new Losses(client));
    }

    /** Lets a logger run until its sensors have ended. */
    static void finish(LogRun run) {
        stepUntil(run, run::isComplete);
        run.finish();
    }

    static void stepUntil(LogRun run, BooleanSupplier reached) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            run.step();
        }
    }

    @Override
    public void close() {
        reader.close();
        ends.close();
        broker.close();
    }
}

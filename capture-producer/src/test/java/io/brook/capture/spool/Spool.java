package io.brook.capture.spool;

import io.brook.capture.source.PacketSource.Next;
import io.brook.capture.source.PcapBuilder;
import io.brook.capture.source.SourceException;
import io.brook.capture.spool.SpoolConfig.Done;
import io.brook.capture.spool.SpoolConfig.Link;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A spool in a directory, and what it says. Packets are one number each, which is also their time in milliseconds. */
final class Spool {
    static final Duration SETTLE = Duration.ofMillis(100);
    private static final int PATIENCE_S = 60;

    final List<String> said = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private Done done = Done.KEEP;
    private boolean untilEmpty = true;
    private boolean deduplicate;
    private Duration patience = Duration.ofMinutes(10);

    Spool link(Path directory, long aheadMillis) {
        links.add(new Link(directory, Optional.empty(), Duration.ofMillis(aheadMillis)));
        return this;
    }

    Spool pattern(Path directory, String pattern) {
        links.add(new Link(directory, Optional.of(pattern), Duration.ZERO));
        return this;
    }

    Spool done(Done what) {
        done = what;
        return this;
    }

    Spool forEver() {
        untilEmpty = false;
        return this;
    }

    Spool patience(Duration time) {
        patience = time;
        return this;
    }

    Spool deduplicating() {
        deduplicate = true;
        return this;
    }

    SpoolSource open(SpoolPosition from) {
        SpoolConfig config =
                new SpoolConfig(links, SETTLE, SpoolConfig.WINDOW, patience, done, deduplicate, untilEmpty);
        return new SpoolSource(config, from, said::add);
    }

    /** All packets up to the end, by their numbers. */
    List<Integer> all() throws Exception {
        try (SpoolSource source = open(SpoolPosition.START)) {
            return rest(source);
        }
    }

    static List<Integer> rest(SpoolSource source) throws SourceException, InterruptedException {
        List<Integer> numbers = new ArrayList<>();
        for (Next next = source.next(); next != Next.END; next = source.next()) {
            if (next == Next.PACKET) {
                numbers.add(number(source));
            } else {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        source.committed();
        return numbers;
    }

    /** Waits for so many packets. */
    static List<Integer> take(SpoolSource source, int count) throws SourceException, InterruptedException {
        List<Integer> numbers = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (numbers.size() < count) {
            if (source.next() == Next.PACKET) {
                numbers.add(number(source));
            } else if (System.nanoTime() > end) {
                throw new AssertionError("only " + numbers + " come");
            } else {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        return numbers;
    }

    static int number(SpoolSource source) {
        return ByteBuffer.wrap(source.packet().buffer(), source.packet().offset(), Integer.BYTES)
                .getInt();
    }

    /** A trace of these packets. */
    static byte[] trace(int... numbers) {
        PcapBuilder trace = PcapBuilder.ethernet();
        for (int number : numbers) {
            trace.packet(
                    number / 1000,
                    number % 1000 * 1000,
                    ByteBuffer.allocate(20).putInt(number).array());
        }
        return trace.bytes();
    }

    static Path write(Path file, int... numbers) throws IOException {
        return Files.write(file, trace(numbers));
    }
}

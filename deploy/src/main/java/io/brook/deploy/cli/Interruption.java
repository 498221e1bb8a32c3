package io.brook.deploy.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What Ctrl-C (SIGINT) and SIGTERM do to a command that ends by itself: the first asks it to finish with what it has, the second
 * ends the process, and the third does so without cleaning up.
 */
final class Interruption {
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final Runnable end;
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Signals.Handler> former = new ArrayList<>();

    /** @param end asks the command to finish; called on a thread of its own */
    Interruption(Runnable end) {
        this.end = end;
        SIGNALS.forEach(signal -> former.add(Signals.handle(signal, this::interrupt)));
    }

    private void interrupt() {
        switch (asked.incrementAndGet()) {
            case 1 -> end.run();
            case 2 -> System.exit(ExitStatus.INTERRUPTED.code);
            default -> Runtime.getRuntime().halt(ExitStatus.INTERRUPTED.code);
        }
    }

    /** Restores what signals did before. */
    void close() {
        former.forEach(Signals.Handler::restore);
    }
}

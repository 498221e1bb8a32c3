package io.brook.capture.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process that publishes a trace and hangs in the middle of a transaction, until it is killed. */
final class HangingCapture {
    /** What it says when it hangs. */
    static final String HANGS = "hangs";

    private HangingCapture() {}

    public static void main(String[] args) throws Exception {
        DyingSink sink = new DyingSink(
                Map.of("bootstrap.servers", args[0]), args[1], CaptureTests.pace(), DyingSink.Moment.SENT, 120);
        try {
            new TracePublisher(CaptureTests.CONFIG, () -> sink)
                    .publish(args[1], List.of(Path.of(args[2])), CaptureTests.NOBODY);
        } catch (DyingSink.Death e) {
            System.out.println(HANGS);
            Thread.currentThread().join();
        }
    }
}

package io.brook.deploy.cli;

import io.brook.deploy.cluster.Watch;
import io.brook.deploy.replay.Replay;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Shows how far all processes of a replay have come. */
final class ReplayProgress implements AutoCloseable {
    private final Watch asking = new Watch();
    private final ProgressLine line;

    ReplayProgress(PrintWriter out, Replay replay) {
        line = new ProgressLine(out, Boolean.getBoolean("brook.terminal"), Math.max(1, replay.records()), "records");
        asking.run("progress", () -> {
            while (true) {
                long read = replay.recordsRead();
                line.progress(read, read);
                TimeUnit.SECONDS.sleep(1);
            }
        });
    }

    @Override
    public void close() {
        asking.close();
        line.close();
    }
}

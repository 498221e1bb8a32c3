package io.brook.analysis.hostile;

import io.brook.analysis.emit.Emitter;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.WeirdLog;
import org.apache.avro.specific.SpecificRecord;

/** Counts what an engine says, and keeps nothing but the longest history. */
class CountingEmitter implements Emitter {
    private long connections;
    private long otherLines;
    private long weirds;
    private int longestHistory;

    @Override
    public void log(SpecificRecord line) {
        if (line instanceof ConnLog connection) {
            connections++;
            String history = connection.getHistory();
            longestHistory = Math.max(longestHistory, history == null ? 0 : history.length());
        } else {
            otherLines++;
        }
    }

    @Override
    public void report(String subject, SpecificRecord found) {
        // Observations are not counted: there is no bound to be kept.
        if (found instanceof WeirdLog) {
            weirds++;
        }
    }

    long connections() {
        return connections;
    }

    long otherLines() {
        return otherLines;
    }

    long weirds() {
        return weirds;
    }

    int longestHistory() {
        return longestHistory;
    }
}

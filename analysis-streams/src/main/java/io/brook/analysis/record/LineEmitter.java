package io.brook.analysis.record;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.emit.SessionEnd;
import io.brook.schemas.log.LogStream;
import org.apache.avro.specific.SpecificRecord;

/** Makes lines of what protocols and files say: no longer than Zeek's, and texts of what they have as bytes. */
public final class LineEmitter implements Emitter {
    private final Emitter out;
    private final Weirds weirds;

    public LineEmitter(Emitter out, Weirds weirds) {
        this.out = out;
        this.weirds = weirds;
    }

    @Override
    public void log(SpecificRecord line) {
        LogLimits limits = LogLimits.apply(line);
        if (limits.textCut()) {
            odd("log_string_field_truncated", line);
        }
        if (limits.listCut()) {
            odd("log_container_field_truncated", line);
        }
        WireText.inPlace(line);
        out.log(line);
    }

    private void odd(String name, SpecificRecord line) {
        long time = LogStream.meta(line).getWritten();
        weirds.onBytes(name, null, LogStream.zeekStream(line), false, time);
    }

    @Override
    public void report(String subject, SpecificRecord found) {
        out.report(subject, found);
    }

    @Override
    public void sessionEnded(String analyzer, SessionEnd cause) {
        out.sessionEnded(analyzer, cause);
    }
}

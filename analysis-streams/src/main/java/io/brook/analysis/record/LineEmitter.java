package io.brook.analysis.record;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.emit.SessionEnd;
import io.brook.analysis.weird.Oddity;
import io.brook.schemas.log.LogStream;
import org.apache.avro.specific.SpecificRecord;

/** Makes lines of what protocols and files say: no longer than Zeek's, and texts of what they have as bytes. */
public final class LineEmitter implements Emitter {
    private static final Oddity TEXT_CUT = Oddity.ofScript("log_string_field_truncated");
    private static final Oddity LIST_CUT = Oddity.ofScript("log_container_field_truncated");

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
            odd(TEXT_CUT, line);
        }
        if (limits.listCut()) {
            odd(LIST_CUT, line);
        }
        WireText.inPlace(line);
        out.log(line);
    }

    private void odd(Oddity odd, SpecificRecord line) {
        long time = LogStream.meta(line).getWritten();
        weirds.onBytes(odd, LogStream.zeekStream(line), false, time);
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

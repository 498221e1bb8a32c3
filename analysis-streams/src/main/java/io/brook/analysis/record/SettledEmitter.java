package io.brook.analysis.record;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.emit.SessionEnd;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.record.SubjectKey;
import org.apache.avro.specific.SpecificRecord;

/**
 * Keeps an engine to its word: once it was said that all is settled up to a time, nothing is written before it. Where a clock
 * has gone back, what happens then is written at that time, or its place among the others would depend on who was faster.
 */
public final class SettledEmitter implements Emitter {
    private final Emitter out;
    private long settled = Long.MIN_VALUE;

    public SettledEmitter(Emitter out) {
        this.out = out;
    }

    /** @param time nanoseconds since the epoch; never goes back */
    public void settle(long time) {
        settled = Math.max(settled, time);
    }

    @Override
    public void log(SpecificRecord line) {
        out.log(onTime(line));
    }

    @Override
    public void report(String subject, SpecificRecord found) {
        out.report(subject, onTime(found));
    }

    @Override
    public void badChecksum(String weird) {
        out.badChecksum(weird);
    }

    @Override
    public void sessionEnded(String analyzer, SessionEnd cause) {
        out.sessionEnded(analyzer, cause);
    }

    @Override
    public void shunt(SubjectKey key, ShuntedFlow flow) {
        out.shunt(key, flow);
    }

    private SpecificRecord onTime(SpecificRecord said) {
        LogMeta meta = LogStream.meta(said);
        if (meta.getWritten() < settled) {
            meta.setWritten(settled);
        }
        return said;
    }
}

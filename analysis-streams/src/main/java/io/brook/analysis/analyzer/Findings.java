package io.brook.analysis.analyzer;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.Finding;
import java.time.Duration;

/** Findings of a connection: what its session shows that a human should know. */
public final class Findings {
    /** Zeek's Notice::default_suppression_interval. */
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private Findings() {}

    /**
     * Reports a finding.
     *
     * @param note the type of the notice
     * @param identifier what makes two of them the same
     * @param rest sets the message and what else there is to say
     */
    public static void report(SessionContext context, String note, String identifier, Details rest) {
        Finding.Builder finding = Finding.newBuilder()
                .setMeta(new LogMeta("", 0L))
                .setNote(note)
                .setIdentifier(identifier)
                .setUid(context.uid())
                .setId(context.id())
                .setProto(context.isDatagrams() ? "udp" : "tcp")
                .setSuppressFor(SUPPRESS_FOR);
        rest.set(finding);
        context.report(note + ' ' + identifier, finding.build());
    }

    /** Sets what a finding says. */
    @FunctionalInterface
    public interface Details {
        /** Sets at least the message. */
        void set(Finding.Builder finding);
    }
}

package io.brook.analysis.topology;

import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.subject.FailedAttempt;
import java.util.Comparator;
import org.apache.avro.specific.SpecificRecord;

/** The order in which detection takes what happened at the same time. */
public final class EvidenceOrder {
    /** A total order. Text is compared last, because writing a record down costs a thousand times what comparing a name does. */
    public static final Comparator<SpecificRecord> TIE =
            Comparator.comparing(EvidenceOrder::subjectOf).thenComparing(SpecificRecord::toString);

    private EvidenceOrder() {}

    /** Whom it is about: the connection, or where there is none the sender. */
    private static String subjectOf(SpecificRecord evidence) {
        if (evidence instanceof FailedAttempt attempt) {
            return attempt.getUid();
        }
        if (evidence instanceof WeirdLog weird) {
            if (weird.getUid() != null) {
                return weird.getUid();
            }
            return weird.getId() == null ? "" : weird.getId().getOrigH();
        }
        return "";
    }
}

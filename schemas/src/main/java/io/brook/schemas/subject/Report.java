package io.brook.schemas.subject;

import io.brook.schemas.log.LogStream;
import java.util.Comparator;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a worker has to say about a subject: evidence or an observation. One task hears all that is reported of a subject.
 *
 * @param subject what it is about
 * @param found what was found; its first field is a {@link io.brook.schemas.log.LogMeta}
 */
public record Report(String subject, SpecificRecord found) {
    /** The order of what happened at the same time: a total one, so that nothing depends on how reports arrive. */
    public static final Comparator<Report> TIE = Comparator.comparing(Report::subject)
            .thenComparing(report -> report.found.getSchema().getName())
            .thenComparing(Report::found, Report::compare);

    private static int compare(SpecificRecord one, SpecificRecord other) {
        return SpecificData.get().compare(one, other, one.getSchema());
    }

    public String sensor() {
        return LogStream.meta(found).getSensor();
    }

    /** When it happened, in nanoseconds since the epoch. */
    public long time() {
        return LogStream.meta(found).getWritten();
    }
}

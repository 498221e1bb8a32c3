package io.brook.schemas.subject;

import io.brook.schemas.log.LogStream;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.Codec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a stage reports about a subject: evidence, an observation or a notice. One task receives all reports about a subject.
 *
 * @param subject what it is about
 * @param found what was found: a {@link Notice}, or a record whose first field is a {@link io.brook.schemas.log.LogMeta}
 */
public record Report(String subject, SpecificRecord found) {
    /** The order of reports of the same time. It is total, so that nothing depends on how reports arrive. */
    public static final Comparator<Report> TIE = Comparator.comparing(Report::subject)
            .thenComparing(report -> report.found.getSchema().getName())
            .thenComparing(Report::found, Report::compare);

    /** Reports as bytes, to be saved. */
    public static final Codec<Report> CODEC = new Codec<>() {
        private final Codec<SpecificRecord> records = Codec.of(SpecificRecord.class);

        @Override
        public byte[] encode(Report report) {
            byte[] subject = Codec.STRING.encode(report.subject);
            byte[] found = records.encode(report.found);
            return ByteBuffer.allocate(Integer.BYTES + subject.length + found.length)
                    .putInt(subject.length)
                    .put(subject)
                    .put(found)
                    .array();
        }

        @Override
        public Report decode(byte[] bytes) {
            int end = Integer.BYTES + ByteBuffer.wrap(bytes).getInt();
            return new Report(
                    Codec.STRING.decode(Arrays.copyOfRange(bytes, Integer.BYTES, end)),
                    records.decode(Arrays.copyOfRange(bytes, end, bytes.length)));
        }
    };

    private static int compare(SpecificRecord one, SpecificRecord other) {
        return SpecificData.get().compare(one, other, one.getSchema());
    }

    public String sensor() {
        return found instanceof Notice notice
                ? notice.getSensor()
                : LogStream.meta(found).getSensor();
    }

    /** When it happened, in nanoseconds since the epoch. */
    public long time() {
        return found instanceof Notice notice
                ? notice.getTime()
                : LogStream.meta(found).getWritten();
    }
}

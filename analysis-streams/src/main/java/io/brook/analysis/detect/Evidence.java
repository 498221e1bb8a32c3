package io.brook.analysis.detect;

import io.brook.schemas.log.ConnLog;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.subject.Report;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What lines of logs say to detectors: as little as these need, because all of it goes through a topic. */
public final class Evidence {
    private Evidence() {}

    /** What a line says, with the subject that it is about; nothing, for most. */
    public static List<Report> in(SpecificRecord line) {
        return line instanceof ConnLog connection ? failure(connection) : List.of();
    }

    /** A TCP connection whose target refused it or never answered. */
    private static List<Report> failure(ConnLog line) {
        return switch (line.getConnState()) {
            case "S0", "REJ", "RSTOS0", "SH" ->
                line.getProto().equals("tcp")
                        ? List.of(new Report(
                                line.getId().getOrigH(),
                                new FailedAttempt(
                                        line.getMeta(),
                                        line.getId().getOrigH(),
                                        line.getId().getRespH(),
                                        line.getId().getRespP(),
                                        line.getUid())))
                        : List.of();
            default -> List.of();
        };
    }
}

package io.brook.analysis.file;

import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.site.Uid;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.subject.SensorName;

/** What a file's identifier is made of, so that the same traffic gives the same identifiers. */
final class Identity {
    /** Is in none of the parts. */
    private static final char BETWEEN = '\n';

    private Identity() {}

    /** @param ordinal what number of file it is on its connection */
    static String of(String sensor, SessionContext context, FileOrigin origin, int ordinal) {
        String own = origin.key() == null
                ? context.uid() + BETWEEN + ordinal
                : origin.source() + BETWEEN + hosts(context.id()) + BETWEEN + origin.key();
        return Uid.ofFile(SensorName.of(sensor) + BETWEEN + own);
    }

    private static String hosts(ConnId id) {
        return id.getOrigH() + BETWEEN + id.getRespH();
    }
}

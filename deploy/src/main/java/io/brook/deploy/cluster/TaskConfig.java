package io.brook.deploy.cluster;

import io.brook.analysis.topology.AnalysisConfig;
import io.brook.notice.NoticeConfig;
import io.brook.schemas.export.LogCopies;
import io.brook.schemas.replay.Slice;
import io.brook.schemas.task.LogSink;

/**
 * The settings of stream tasks.
 *
 * @param analysis of the workers
 * @param notice of the notice stage
 * @param streams how the tasks are run
 * @param lines where lines of logs go; the tasks read the packets of its slice
 */
public record TaskConfig(AnalysisConfig analysis, NoticeConfig notice, StreamSettings streams, LogSink lines) {
    /** For tasks that analyse everything, without copies of logs. */
    public TaskConfig(AnalysisConfig analysis, NoticeConfig notice, StreamSettings streams) {
        this(analysis, notice, streams, LogSink.PLAIN);
    }

    /** The same with the protocol that was agreed on with the brokers. */
    public TaskConfig with(GroupProtocol agreed) {
        return new TaskConfig(analysis, notice, streams.with(agreed), lines);
    }

    /** The same with copies of logs. */
    public TaskConfig copying(LogCopies copies) {
        return new TaskConfig(analysis, notice, streams, new LogSink(lines.slice(), copies));
    }

    /** The same for a part of the packets. */
    public TaskConfig of(Slice slice) {
        return new TaskConfig(analysis, notice, streams, new LogSink(slice, lines.copies()));
    }
}

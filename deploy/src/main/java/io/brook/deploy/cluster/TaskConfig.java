package io.brook.deploy.cluster;

import io.brook.analysis.topology.AnalysisConfig;
import io.brook.notice.NoticeConfig;
import io.brook.schemas.replay.Slice;

/**
 * The settings of stream tasks.
 *
 * @param analysis of the workers
 * @param notice of the notice stage
 * @param streams how the tasks are run
 * @param slice which packets are analysed, and which lines are written
 */
public record TaskConfig(AnalysisConfig analysis, NoticeConfig notice, StreamSettings streams, Slice slice) {
    /** For tasks that analyse everything. */
    public TaskConfig(AnalysisConfig analysis, NoticeConfig notice, StreamSettings streams) {
        this(analysis, notice, streams, Slice.EVERYTHING);
    }

    /** The same with the protocol that was agreed on with the brokers. */
    public TaskConfig with(GroupProtocol agreed) {
        return new TaskConfig(analysis, notice, streams.with(agreed), slice);
    }
}

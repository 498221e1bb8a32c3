package io.brook.deploy.cluster;

import io.brook.analysis.topology.AnalysisConfig;
import io.brook.notice.NoticeConfig;

/**
 * The settings of stream tasks.
 *
 * @param analysis of the workers
 * @param notice of the notice stage
 * @param streams how the tasks are run
 */
public record TaskConfig(AnalysisConfig analysis, NoticeConfig notice, StreamSettings streams) {
    /** The same with the protocol that was agreed on with the brokers. */
    public TaskConfig with(GroupProtocol agreed) {
        return new TaskConfig(analysis, notice, streams.with(agreed));
    }
}

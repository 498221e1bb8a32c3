package io.brook.deploy.cluster;

import io.brook.analysis.topology.AnalysisConfig;
import io.brook.notice.NoticeConfig;

/**
 * What stream tasks are told.
 *
 * @param analysis what the workers are told
 * @param notice what becomes of notices
 * @param streams how the tasks are run
 */
public record TaskConfig(AnalysisConfig analysis, NoticeConfig notice, StreamSettings streams) {
    /** The same with the protocol that the brokers have. */
    public TaskConfig with(GroupProtocol agreed) {
        return new TaskConfig(analysis, notice, streams.with(agreed));
    }
}

package io.brook.analysis.flow;

import io.brook.schemas.flow.FlowKey;

/** Hears which connections are no longer as they were when this was last asked for. */
public interface ConnectionChanges {
    /** A connection has begun, or changed. */
    void changed(Connection connection);

    /** A connection that was {@link #changed} before is over. Said before all changes: another one may have its flow now. */
    void ended(FlowKey flow);
}

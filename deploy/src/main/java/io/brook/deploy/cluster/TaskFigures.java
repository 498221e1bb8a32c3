package io.brook.deploy.cluster;

import io.brook.analysis.topology.WorkerFigures;
import io.brook.notice.topology.NoticeFigures;
import io.brook.schemas.store.SnapshotFigures;
import java.util.List;

/**
 * What the stages among a process's tasks count; all zero where there are none.
 *
 * @param workers analysis and detection
 * @param state what saving the state of state-sync costs
 * @param notices the notice stage
 */
public record TaskFigures(WorkerFigures workers, SnapshotFigures state, NoticeFigures notices) {
    TaskFigures() {
        this(new WorkerFigures(), new SnapshotFigures(), new NoticeFigures());
    }

    /** What saving state costs in each stage. */
    public List<SnapshotFigures> snapshots() {
        return List.of(workers.snapshots(), state, notices.snapshots());
    }
}

package io.brook.deploy.cluster;

import io.brook.analysis.topology.AnalysisTopology;
import io.brook.analysis.topology.WorkerFigures;
import io.brook.notice.topology.NoticeTopology;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.topic.Topics;
import io.brook.state.StateTopology;
import java.util.Map;
import org.apache.kafka.streams.Topology;

/**
 * A Kafka Streams application: which stages' tasks its processes share. Its name is that of its group, and the names of its
 * changelogs and transactions begin with it.
 */
public enum Application {
    /** Every stage, in one process. */
    ALL("brook", "the analysis"),
    /** The workers: analysis and detection. */
    ANALYSIS("brook-analysis", "the worker"),
    /** What all workers share. */
    STATE("brook-state", "state-sync"),
    /** What becomes of notices. */
    NOTICE("brook-notice", "the notice manager");

    private final String id;
    private final String process;

    Application(String id, String process) {
        this.id = id;
        this.process = process;
    }

    /** The {@code application.id}. */
    public String id() {
        return id;
    }

    /** What messages call a process of it. */
    String process() {
        return process;
    }

    /**
     * The tasks.
     *
     * @param partitions that each topic has
     * @param figures what workers count, where there are any
     * @param losses what the process has lost
     */
    Topology topology(TaskConfig config, Map<String, Integer> partitions, WorkerFigures figures, Losses losses) {
        Topology topology = new Topology();
        if (runs(ANALYSIS)) {
            AnalysisTopology.addTo(
                    topology, config.analysis(), partitions.get(Topics.EVIDENCE.name()), figures, losses);
        }
        if (runs(STATE)) {
            StateTopology.addTo(topology, partitions.get(Topics.OBSERVATIONS.name()), losses);
        }
        if (runs(NOTICE)) {
            NoticeTopology.addTo(topology, config.notice(), partitions.get(Topics.NOTICES.name()), losses);
        }
        return topology;
    }

    /** Whether there are workers among its tasks. */
    boolean analyses() {
        return runs(ANALYSIS);
    }

    private boolean runs(Application stages) {
        return this == ALL || this == stages;
    }
}

package io.brook.deploy.cluster;

import io.brook.analysis.topology.AnalysisTopology;
import io.brook.notice.topology.NoticeTopology;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import io.brook.state.StateTopology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.Topology;

/**
 * A Kafka Streams application: which stages' tasks its processes share. Its name is that of its group, and the names of its
 * changelogs and transactions begin with it.
 */
public enum Application {
    /** Every stage, in one process. */
    ALL("brook", "the analysis", List.of()),
    /** The workers: analysis and detection. */
    ANALYSIS("brook-analysis", "the worker", AnalysisTopology.STORES),
    /** State-sync: the state that all workers share. */
    STATE("brook-state", "state-sync", StateTopology.STORES),
    /** The notice stage. */
    NOTICE("brook-notice", "the notice manager", NoticeTopology.STORES);

    private final String id;
    private final String process;
    private final List<String> stores;

    Application(String id, String process, List<String> stores) {
        this.id = id;
        this.process = process;
        this.stores = stores;
    }

    /** The {@code application.id}. */
    public String id(Names names) {
        return names.of(id);
    }

    /** The topics that keep its tasks' state, as Kafka Streams calls them. */
    List<String> changelogs(Names names) {
        return stores.stream()
                .map(store -> id(names) + '-' + store + "-changelog")
                .toList();
    }

    /** What messages call a process of this application. */
    String process() {
        return process;
    }

    /**
     * The tasks.
     *
     * @param partitions that each topic has
     * @param figures what they count
     * @param losses what the process has lost
     */
    Topology topology(TaskConfig config, Map<String, Integer> partitions, TaskFigures figures, Losses losses) {
        Names names = losses.names();
        Topology topology = new Topology();
        if (runs(ANALYSIS)) {
            AnalysisTopology.addTo(
                    topology,
                    config.analysis(),
                    config.lines(),
                    count(partitions, names.of(Topics.EVIDENCE)),
                    figures.workers(),
                    losses);
        }
        if (runs(STATE)) {
            StateTopology.addTo(
                    topology,
                    config.lines(),
                    count(partitions, names.of(Topics.OBSERVATIONS)),
                    figures.state(),
                    losses);
        }
        if (runs(NOTICE)) {
            NoticeTopology.addTo(
                    topology,
                    config.notice(),
                    config.lines(),
                    count(partitions, names.of(Topics.NOTICES)),
                    figures.notices(),
                    losses);
        }
        return topology;
    }

    /** A topic that a process may not describe is missing from the topics that it knows. */
    private static int count(Map<String, Integer> partitions, String topic) {
        Integer count = partitions.get(topic);
        if (count == null) {
            throw new TopicAuthorizationException(Set.of(topic));
        }
        return count;
    }

    /** Whether there are workers among its tasks. */
    public boolean analyses() {
        return runs(ANALYSIS);
    }

    /** Whether the notice stage is among its tasks. */
    public boolean judges() {
        return runs(NOTICE);
    }

    private boolean runs(Application stages) {
        return this == ALL || this == stages;
    }
}

package io.brook.analysis.topology;

/** The names of the topology's nodes and stores. */
final class Nodes {
    static final String PACKETS = "packets";
    static final String ANALYSIS = "analysis";

    /** The flow store: connections, streams, sessions and files of each sensor. */
    static final String FLOW_STORE = "flows";

    static final String LOGS = "analysis-logs";
    static final String OBSERVATIONS = "analysis-observations";
    static final String EVIDENCE = "analysis-evidence";
    static final String PROGRESS = "analysis-progress";
    static final String CONTROL = "analysis-control";

    static final String DETECTION = "detection";

    /** What detectors remember, and what waits for its turn. */
    static final String DETECTION_STORE = "detections";

    static final String NOTICES = "detection-notices";
    static final String DETECTION_LOGS = "detection-logs";
    static final String DETECTION_PROGRESS = "detection-progress";

    private Nodes() {}
}

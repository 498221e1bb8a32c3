package io.brook.deploy.reference;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A tracked file that is made from the code, wholly or in part. */
public enum ReferenceFile {
    OVERVIEW("README.md", page -> GeneratedPart.replace(page, Overview.text())),
    LOGS("docs/reference/logs.md", page -> GeneratedPart.replace(page, LogTables.text())),
    TOPICS("docs/reference/topics.md", page -> GeneratedPart.replace(page, TopicTables.text())),
    SETTINGS("docs/reference/settings.md", page -> GeneratedPart.replace(page, SettingTables.text())),
    METRICS("docs/reference/metrics.md", page -> GeneratedPart.replace(page, MetricTable.text())),
    WEIRDS("docs/reference/weirds.md", page -> GeneratedPart.replace(page, WeirdTables.text())),
    DETECTIONS("docs/reference/detections.md", page -> GeneratedPart.replace(page, DetectionTables.text())),
    CLUSTER_OPTIONS(
            "docs/reference/cluster-options.md", page -> GeneratedPart.replace(page, ClusterOptionTable.text())),
    /** The configuration file with every setting at its default. */
    CONFIG("deploy/config/brook.cfg", file -> ConfigFile.text());

    private final Path path;
    private final UnaryOperator<String> renewal;

    ReferenceFile(String path, UnaryOperator<String> renewal) {
        this.path = Path.of(path);
        this.renewal = renewal;
    }

    /** Where it is in a checkout. */
    public Path path() {
        return path;
    }

    /**
     * What it should be.
     *
     * @param current what it is
     * @throws IllegalArgumentException when it does not say which part of it is made from the code
     */
    public String renewed(String current) {
        return renewal.apply(current);
    }
}

package io.brook.deploy.embedded;

import io.brook.analysis.topology.AnalysisConfig;
import io.brook.capture.CaptureConfig;
import io.brook.deploy.Logs;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.notice.NoticeConfig;
import io.brook.notice.logger.LoggerConfig;
import io.brook.schemas.format.LogStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Traces through the whole pipeline. */
final class PipelineRun {
    private PipelineRun() {}

    /**
     * The logs of some sensors, by their paths below the log directory.
     *
     * @param directory where logs may be written
     * @param client what clients need to connect to the broker
     */
    static Map<String, String> logs(
            Path directory,
            Map<String, Object> client,
            int partitions,
            int threads,
            CaptureConfig capture,
            List<Sensor> sensors)
            throws Exception {
        Path logs = Files.createTempDirectory(directory, "logs");
        PipelineConfig config = new PipelineConfig(
                TopicPlan.keepingAll(partitions),
                capture,
                new TaskConfig(
                        AnalysisConfig.DEFAULT,
                        new NoticeConfig(List.of(), false),
                        StreamSettings.alone(threads, StreamSettings.COMMIT_INTERVAL)),
                new LoggerConfig(logs, LogStyle.TSV, true, LoggerConfig.SENSOR_TIMEOUT, line -> {}));
        try (Pipeline pipeline = Pipeline.start(config, client, () -> {})) {
            pipeline.run(sensors, (packets, bytes) -> {});
        }
        return Logs.contents(logs);
    }
}
